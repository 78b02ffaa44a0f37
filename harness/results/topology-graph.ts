// Where everything of a topology goes on the paper: topics between the sub-topologies, stores beside the processors that use them.
import { type Edge, Graph, layout } from '@dagrejs/dagre'
import { cutEnd } from '#harness/results/terminal-text.ts'
import type { SubTopology, Topology, TopologyNode } from '#harness/results/topology.ts'

export type BoxKind = TopologyNode['kind'] | 'topic' | 'store' | 'sub-topology' | 'global sub-topology'

export interface Box {
  kind: BoxKind
  label: string
  /** All of its name. */
  name: string
  x: number
  y: number
  width: number
  height: number
}

export interface Line {
  points: { x: number; y: number }[]
  /** A store that is used, rather than records that flow. */
  use: boolean
}

export interface Plan {
  width: number
  height: number
  boxes: Box[]
  lines: Line[]
}

const LETTER = 6.7
const HEIGHT = 28
const MOST_LETTERS = 30
/** As many as are still readable, and quickly laid out. */
const MOST_BOXES = 160

/** Undefined where there is too much to be drawn. */
export function planOf({ subTopologies }: Topology): Plan | undefined {
  const graph = new Graph({ compound: true, multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 18, ranksep: 26, marginx: 8, marginy: 8 })
  graph.setDefaultEdgeLabel(() => ({}))
  const boxes = new Map<string, Pick<Box, 'kind' | 'label' | 'name'>>()
  const add = (id: string, kind: BoxKind, name: string, parent?: string): void => {
    if (boxes.has(id)) return
    const label = cutEnd(shortName(name), MOST_LETTERS)
    boxes.set(id, { kind, label, name })
    graph.setNode(id, { width: Math.max(48, label.length * LETTER + 24), height: HEIGHT })
    if (parent !== undefined) graph.setParent(id, parent)
  }
  const uses = new Set<string>()
  const connect = (from: string, to: string, use = false): void => {
    if (use) uses.add(`${from}\n${to}`)
    graph.setEdge(from, to)
  }
  for (const sub of subTopologies) {
    const parent = `sub ${sub.id}`
    const name = sub.global ? `global store ${sub.id}` : `sub-topology ${sub.id}`
    boxes.set(parent, { kind: sub.global ? 'global sub-topology' : 'sub-topology', label: name, name })
    graph.setNode(parent, {})
    for (const node of sub.nodes) add(idOf(sub, node.name), node.kind, node.name, parent)
    for (const node of sub.nodes) join(sub, node, parent, add, connect)
  }
  if (boxes.size > MOST_BOXES) return undefined
  layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: [...boxes].map(([id, box]) => {
      const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id)
      return { ...box, x, y, width, height }
    }),
    lines: graph.edges().map((edge: Edge) => ({
      points: graph.edge(edge).points ?? [],
      use: uses.has(`${edge.v}\n${edge.w}`),
    })),
  }
}

function join(
  sub: SubTopology,
  node: TopologyNode,
  parent: string,
  add: (id: string, kind: BoxKind, name: string, parent?: string) => void,
  connect: (from: string, to: string, use?: boolean) => void,
): void {
  const own = idOf(sub, node.name)
  for (const name of node.topics) {
    add(`topic ${name}`, 'topic', name)
    if (node.kind === 'source') connect(`topic ${name}`, own)
    else connect(own, `topic ${name}`)
  }
  for (const name of node.stores) {
    add(`store ${name}`, 'store', name, parent)
    connect(own, `store ${name}`, true)
  }
  // What is named and not there would be a box of no kind.
  for (const name of node.to) if (sub.nodes.some(other => other.name === name)) connect(own, idOf(sub, name))
}

const idOf = (sub: SubTopology, name: string): string => `node ${sub.id} ${name}`

/** `KSTREAM-FLATMAPVALUES-0000000001` is `flatmapvalues` to whoever wrote it. */
export const shortName = (name: string): string =>
  /^K(?:STREAM|TABLE)-([A-Z-]+)-\d{10,12}$/.exec(name)?.[1]?.toLowerCase() ?? name
