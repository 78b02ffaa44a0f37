// What Kafka Streams prints of itself (`Topology.describe()`), read back: sub-topologies with their sources, processors, stores and sinks.

export interface TopologyNode {
  kind: 'source' | 'processor' | 'sink'
  name: string
  /** Topics that a source reads (one pattern may stand for many), or the one that a sink writes to; none where each record names its own. */
  topics: string[]
  stores: string[]
  /** Names of the nodes that it hands records to, in the same sub-topology. */
  to: string[]
}

export interface SubTopology {
  id: string
  /** It fills a global store: every instance reads all of it. */
  global: boolean
  nodes: TopologyNode[]
}

export interface Topology {
  subTopologies: SubTopology[]
}

/** More than this nobody draws, and a program that prints without end is no topology. */
const MOST_NODES = 300
const MOST_CHARACTERS = 12_000

const SUB = /^\s*Sub-topology: (\S+)( for global store.*)?$/
const NODE = /^\s*(Source|Processor|Sink): (.+?) \((topics|topic|stores|extractor class): (.*)\)$/
const TO = /^\s*--> (.*)$/
const FROM = /^\s*<-- /

/** The topology that a program printed last, wherever it stands in its output; undefined where there is none. */
export function topologyIn(output: string): Topology | undefined {
  const blocks = output.split(/^\s*Topologies:\s*$/m).slice(1)
  return blocks
    .map(parseBlock)
    .findLast(({ subTopologies }) => subTopologies.some(({ nodes }) => nodes.length > 0))
}

/** The text of it as the program printed it, without what stands around it; lines beyond some thousand characters are left out. */
export function topologyText(output: string): string | undefined {
  const block = output
    .split(/^\s*Topologies:\s*$/m)
    .slice(1)
    .findLast(text => parseBlock(text).subTopologies.some(({ nodes }) => nodes.length > 0))
  if (block === undefined) return undefined
  const lines = ['Topologies:']
  let length = 0
  for (const line of block.split('\n').slice(1)) {
    const whole = line.trimEnd()
    if (whole !== '' && ![SUB, NODE, TO, FROM].some(kind => kind.test(whole))) break
    length += whole.length + 1
    if (length > MOST_CHARACTERS) break
    lines.push(whole)
  }
  return lines.join('\n').trimEnd()
}

function parseBlock(text: string): Topology {
  const subTopologies: SubTopology[] = []
  let count = 0
  for (const line of text.split('\n')) {
    const whole = line.trimEnd()
    if (whole === '' || FROM.test(whole)) continue
    const sub = SUB.exec(whole)
    const current = subTopologies.at(-1)
    if (sub) {
      subTopologies.push({ id: sub[1] ?? '', global: sub[2] !== undefined, nodes: [] })
      continue
    }
    const node = NODE.exec(whole)
    const to = TO.exec(whole)
    if (current && node && ++count <= MOST_NODES) current.nodes.push(nodeOf(node))
    else if (to) current?.nodes.at(-1)?.to.push(...listed(to[1] ?? '').filter(name => name !== 'none'))
    // Whatever the program printed after it.
    else break
  }
  return { subTopologies }
}

function nodeOf([, kind = '', name = '', what, value = '']: RegExpExecArray): TopologyNode {
  return {
    kind: kind.toLowerCase() as TopologyNode['kind'],
    name,
    topics: what === 'topics' || what === 'topic' ? listed(value) : [],
    stores: what === 'stores' ? listed(value) : [],
    to: [],
  }
}

/** `[a, b]`, `a, b` or `logs-.*` */
const listed = (text: string): string[] =>
  text
    .replace(/^\[(.*)\]$/, '$1')
    .split(', ')
    .map(each => each.trim())
    .filter(each => each !== '')
