// What a reader does where the cluster has nothing for it, or something that cannot be read. What Kafka really answers is tested on labs.
import { NetworkError } from '@platformatic/kafka'
import { expect, test } from 'vitest'
import { TopicReader, Unreadable } from './topic-reader.ts'
import { type ClusterMetadata, type TopicMetadata, Wire } from './wire.ts'

/** A cluster that consists of its metadata; fetches are answered by `fetched`. */
class Told extends Wire {
  asked = 0
  readonly #topics: TopicMetadata[]
  readonly #fetched: (partitions: number[]) => never

  constructor(topics: TopicMetadata[], fetched: (partitions: number[]) => never) {
    super('127.0.0.1:1')
    this.#topics = topics
    this.#fetched = fetched
  }

  override async metadata(): Promise<ClusterMetadata> {
    this.asked++
    return { brokers: [{ id: 1, host: '127.0.0.1', port: 1 }], topics: this.#topics }
  }

  override async fetch(
    _host: string,
    _port: number,
    _id: string,
    from: { partition: number }[],
  ): Promise<never> {
    return this.#fetched(from.map(({ partition }) => partition))
  }
}

const topic = (...leaders: number[]): TopicMetadata => ({
  name: 't',
  id: '00000000-0000-0000-0000-000000000001',
  partitions: leaders.map((leader, partition) => ({ partition, leader, replicas: [1], isr: [1] })),
})
const nothing = (): never => expect.unreachable()

test('a topic that is not there is told at once', async () => {
  const wire = new Told([], nothing)
  expect(await new TopicReader(wire, 't').readToEnd()).toBe(false)
  expect(wire.asked).toBe(1)
})

test('where no partition has a leader, and where a leader is away, the question is put now and then', async () => {
  const away = (): never => {
    throw new NetworkError('Connection closed')
  }
  for (const wire of [new Told([topic(-1, -1)], nothing), new Told([topic(1)], away)]) {
    expect(await new TopicReader(wire, 't').readToEnd({ deadlineMs: 600 })).toBe(false)
    expect(wire.asked).toBeGreaterThan(1)
    expect(wire.asked).toBeLessThan(20)
  }
})

test('what cannot be decoded is thrown, with the partition and the offset, by a poll and by reading to the end', async () => {
  const wire = new Told([topic(1, 1, 1)], partitions => {
    if (partitions.includes(1)) throw new RangeError('Unsupported compression algorithm with bitmask 7')
    throw new NetworkError('Connection closed')
  })
  const reader = new TopicReader(wire, 't')
  const message = /^t cannot be read, in partition 1 from offset 0 on: Unsupported compression/
  await expect(reader.poll()).rejects.toThrow(message)
  await expect(reader.readToEnd()).rejects.toBeInstanceOf(Unreadable)
})
