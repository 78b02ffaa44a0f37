// The grader's own records, spread over all partitions of a topic.
import type { Observer } from '#harness/observe/observer.ts'
import type { Recorder } from '#harness/record/recorder.ts'
import { partitionOf } from './partition-of.ts'
import type { Random } from './random.ts'
import { existing } from './topic-checks.ts'

export interface Message {
  key: string | null
  value: string | Buffer | null
  /** The record's own time, in milliseconds since the epoch; the time of sending without it. */
  timestamp?: number
  headers?: Record<string, string | Buffer>
}

export interface FeedOptions {
  /**
   * What decides the partition: a turn of chance, or the key, as Kafka's default partitioner does; then the messages of a key keep their
   * order, and those without one are dealt out.
   */
  by?: 'turns' | 'key'
}

/**
 * Sends the messages to the partitions of the topic in turns, each turn in random order, so that even a few are spread and an
 * application which takes partitions for the whole is always caught; in order within a partition, and each once. Resolves when all
 * brokers have them.
 */
export async function feed(
  observe: Observer,
  random: Random,
  topic: string,
  messages: readonly Message[],
  { by = 'turns' }: FeedOptions = {},
  recorder?: Recorder,
): Promise<void> {
  const { partitions } = await existing(observe, topic)
  let turn: number[] = []
  const nextPartition = (): number => {
    if (turn.length === 0) turn = random.shuffle(partitions.map(({ partition }) => partition))
    return turn.pop() ?? 0
  }
  const producer = await observe.producer()
  const placed = messages.map(({ timestamp, ...message }) => ({
    ...message,
    ...(timestamp === undefined ? {} : { timestamp: String(timestamp) }),
    partition:
      by === 'key' && message.key !== null ? partitionOf(message.key, partitions.length) : nextPartition(),
  }))
  // One partition a request: of a request to several brokers kafkajs repeats, when one of them fails (a leader that has just been
  // elected), also what another has stored or is storing, as new records. What is repeated to one is known by its sequence number.
  for (const own of Map.groupBy(placed, ({ partition }) => partition).values()) {
    await producer.send({ topic, acks: -1, messages: own })
    recorder?.fed(topic, own)
  }
}
