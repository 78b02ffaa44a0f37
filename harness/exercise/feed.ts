// The grader's own records, spread over all partitions of a topic.
import type { Observer } from '#harness/observe/observer.ts'
import type { Random } from './random.ts'
import { existing } from './topic-checks.ts'

export interface Message {
  key: string | null
  value: string | Buffer | null
}

/**
 * Sends the messages in order, to the partitions of the topic in turns, each turn in random order: even a few messages are spread,
 * so that an application which takes partitions for the whole is always caught. Resolves when all brokers have them.
 */
export async function feed(
  observe: Observer,
  random: Random,
  topic: string,
  messages: readonly Message[],
): Promise<void> {
  const { partitions } = await existing(observe, topic)
  let turn: number[] = []
  const nextPartition = (): number => {
    if (turn.length === 0) turn = random.shuffle(partitions.map(({ partition }) => partition))
    return turn.pop() ?? 0
  }
  const producer = await observe.producer()
  // The records' own timestamps are the time of sending, as with any producer.
  await producer.send({
    topic,
    acks: -1,
    messages: messages.map(({ key, value }) => ({
      key,
      value,
      partition: nextPartition(),
    })),
  })
}
