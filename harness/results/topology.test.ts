// The texts are those of Topology.describe() of Kafka Streams 4.3.1.
import { expect, test } from 'vitest'
import { topologyIn, topologyText } from './topology.ts'
import { drawTopology, topologyPicture } from './topology-drawing.ts'

const COUNT = `Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [text-input, more])
      --> KSTREAM-KEY-SELECT-0000000002
    Processor: KSTREAM-KEY-SELECT-0000000002 (stores: [])
      --> counts-repartition-sink, b-0
      <-- KSTREAM-SOURCE-0000000000
    Processor: b-0 (stores: [])
      --> KSTREAM-SINK-0000000020
      <-- KSTREAM-KEY-SELECT-0000000002
    Sink: KSTREAM-SINK-0000000020 (extractor class: App$$Lambda$259/0x00007f2ae8174ac0@79defdc)
      <-- b-0
    Sink: counts-repartition-sink (topic: counts-repartition)
      <-- KSTREAM-KEY-SELECT-0000000002

  Sub-topology: 1
    Source: counts-repartition-source (topics: [counts-repartition])
      --> KSTREAM-AGGREGATE-0000000003
    Processor: KSTREAM-AGGREGATE-0000000003 (stores: [counts, dates])
      --> KSTREAM-SINK-0000000008
      <-- counts-repartition-source
    Sink: KSTREAM-SINK-0000000008 (topic: word-counts)
      <-- KSTREAM-AGGREGATE-0000000003

  Sub-topology: 2 for global store (will not generate tasks)
    Source: KSTREAM-SOURCE-0000000010 (topics: logs-.*)
      --> KTABLE-SOURCE-0000000011
    Processor: KTABLE-SOURCE-0000000011 (stores: [rates])
      --> none
      <-- KSTREAM-SOURCE-0000000010
`

test('what is printed is read back', () => {
  const [first, second, third] =
    topologyIn(`starting\n${COUNT}\nState transition to RUNNING\n`)?.subTopologies ?? []
  expect(first?.nodes.map(({ kind, topics, to }) => [kind, topics, to])).toEqual([
    ['source', ['text-input', 'more'], ['KSTREAM-KEY-SELECT-0000000002']],
    ['processor', [], ['counts-repartition-sink', 'b-0']],
    ['processor', [], ['KSTREAM-SINK-0000000020']],
    ['sink', [], []],
    ['sink', ['counts-repartition'], []],
  ])
  expect(second?.nodes.flatMap(({ stores }) => stores)).toEqual(['counts', 'dates'])
  expect([first?.global, third?.global]).toEqual([false, true])
  expect(third?.nodes.map(({ topics, to }) => [topics, to])).toEqual([
    [['logs-.*'], ['KTABLE-SOURCE-0000000011']],
    [[], []],
  ])
})

test('the last one counts, and Windows’ line ends are no matter', () => {
  const older = COUNT.replaceAll('text-input', 'older')
  const topology = topologyIn(`${older}${COUNT}`.replaceAll('\n', '\r\n'))
  expect(topology?.subTopologies[0]?.nodes[0]?.topics).toEqual(['text-input', 'more'])
  // One that was cut off before it began is none.
  expect(topologyIn(`${COUNT}Topologies:\n`)?.subTopologies).toHaveLength(3)
})

test.each(['', 'no topology', 'Topologies:\n', 'Topologies:\n  Sub-topology: 0\n'])('%j is none', output => {
  expect(topologyIn(output)).toBeUndefined()
  expect(topologyPicture(output)).toBeUndefined()
})

test('topics, sources, processors, stores, sinks and sub-topologies are drawn, and everything again in a table', () => {
  const { drawing = '', sentence, table } = topologyPicture(COUNT) ?? {}
  const kinds = [...drawing.matchAll(/<g class="([a-z -]+)">/g)].map(([, kind]) => kind)
  const count = (kind: string): number => kinds.filter(each => each === kind).length
  expect(
    ['topic', 'source', 'processor', 'store', 'sink', 'sub-topology', 'global sub-topology'].map(count),
  ).toEqual([5, 3, 4, 3, 3, 2, 1])
  // Records flow along 13 arrows, and three stores are used.
  expect([drawing.match(/class="flow"/g)?.length, drawing.match(/class="use"/g)?.length]).toEqual([13, 3])
  expect(drawing).toContain('<title>processor KSTREAM-AGGREGATE-0000000003</title>')
  expect(drawing).toContain('>aggregate</text>')
  expect(drawing).not.toMatch(/NaN|undefined|style=|<script/)
  expect(sentence).toBe('As it described itself: 3 sub-topologies, 10 nodes, 3 stores.')
  expect(table?.rows).toHaveLength(10)
  expect(table?.rows.every(row => row.length === table.head.length)).toBe(true)
})

test('the same text gives the same picture', () => {
  expect(topologyPicture(COUNT)).toEqual(topologyPicture(COUNT))
})

test('a hostile name is text, in the drawing and in the table', () => {
  const hostile = `</title><script>alert("x")</script>&'\u0007\u001b[31m`
  const { drawing = '', table } = topologyPicture(COUNT.replaceAll('b-0', hostile)) ?? {}
  for (const markup of [drawing, String(table?.rows)]) {
    expect(markup).not.toContain('<script')
    expect(markup).toContain('&lt;script&gt;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(markup).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
  }
})

test('names of objects’ own members, and nodes that nobody declared, are names like others', () => {
  const text = `Topologies:
   Sub-topology: __proto__
    Source: constructor (topics: [__proto__])
      --> toString, nowhere
    Sink: toString (topic: constructor)
      <-- constructor
`
  const topology = topologyIn(text)
  expect(topology && drawTopology(topology)?.match(/class="flow"/g)).toHaveLength(3)
})

test('one that is too big is told as a table alone, in no time', () => {
  const nodes = Array.from(
    { length: 5000 },
    (_, i) => `    Processor: p${i} (stores: [s${i}])\n      --> p${i + 1}\n`,
  )
  const started = performance.now()
  const picture = topologyPicture(`Topologies:\n   Sub-topology: 0\n${nodes.join('')}`)
  expect(picture?.drawing).toBeUndefined()
  expect(picture?.table.rows).toHaveLength(300)
  expect(performance.now() - started).toBeLessThan(5000)
})

test('the text is what was printed, without what stands around it, and not more than is read', () => {
  expect(topologyText(`starting\r\n${COUNT}\nState transition to RUNNING\n`)).toBe(COUNT.trimEnd())
  expect(topologyText('Topologies:\nnothing')).toBeUndefined()
  const processor = '    Processor: a (stores: [])\n'
  const long = topologyText(`Topologies:\n   Sub-topology: 0\n${processor.repeat(100_000)}`) ?? ''
  expect(long.length).toBeLessThan(13_000)
  expect(topologyIn(long)?.subTopologies[0]?.nodes.length).toBeGreaterThan(100)
})
