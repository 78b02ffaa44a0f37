// The topics of an exercise as they were at its end, a record a line.
import { TopicReader } from '#harness/clients/topic-reader.ts'
import type { TopicMetadata, Wire } from '#harness/clients/wire.ts'
import { FileNames } from './file-name.ts'
import type { KeptFolder } from './kept-folder.ts'
import { LineEnds } from './line-ends.ts'
import { jsonLine, recordLine } from './record-line.ts'

/** More topics than these no exercise has. */
const MOST_TOPICS = 40

interface TopicsToKeep {
  wire: Wire
  topics: readonly TopicMetadata[]
  /** Bytes. */
  room: number
  /** Milliseconds for all of them. */
  deadlineMs: number
}

export async function keepTopics(
  folder: KeptFolder,
  { wire, topics, room, deadlineMs }: TopicsToKeep,
): Promise<void> {
  const began = performance.now()
  const names = new FileNames()
  const told = topics.slice(0, MOST_TOPICS)
  const layout = topics.map(({ name, partitions }) => jsonLine({ topic: name, partitions }))
  await folder.add(
    'topics.jsonl',
    'topics: leaders, replicas, in-sync replicas',
    lines(layout.slice(0, 1000)),
  )
  let left = room
  for (const [index, { name }] of told.entries()) {
    const kept = new LineEnds(Math.floor(left / (told.length - index)))
    const reader: TopicReader = new TopicReader(wire, name, record => {
      kept.add(recordLine(record))
      // Nobody needs them twice.
      reader.records.length = 0
    })
    const time = deadlineMs - (performance.now() - began)
    const whole =
      time > 0 &&
      (await reader.readToEnd({ deadlineMs: time / 2, openTransactionMs: 500 }).catch(() => false))
    const text = lines([
      ...kept.lines(leftOut => jsonLine({ left_out: leftOut })),
      // Who reads this later is not to take a part for the whole.
      ...(whole ? [] : [jsonLine({ not_read_to_its_end: true })]),
    ])
    left -= Buffer.byteLength(text)
    await folder.add(`topics/${names.of(name, '.jsonl')}`, `topic ${name}`, text, kept.leftOut)
  }
}

const lines = (all: readonly string[]): string => all.map(line => `${line}\n`).join('')
