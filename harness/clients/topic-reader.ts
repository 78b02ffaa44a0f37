// Reads a topic from its beginning as a read_committed consumer, without a group, and remembers all that it has read.
import type { fetchV17 } from '@platformatic/kafka'
import { pause } from '#harness/host/poll.ts'
import { isOfTheMoment } from './kafka-errors.ts'
import type { TopicMetadata, Wire } from './wire.ts'

export interface StoredRecord {
  partition: number
  offset: bigint
  /** Milliseconds since the epoch. */
  timestamp: bigint
  key: Buffer | null
  value: Buffer | null
  headers: [Buffer | null, Buffer | null][]
}

const IS_TRANSACTIONAL = 1 << 4
const IS_CONTROL = 1 << 5
const INFINITE = 1n << 62n
/** Between two looks where nobody could be asked. */
const PAUSE_MS = 50

interface Wanted {
  partition: number
  offset: bigint
}

/** A record of the topic cannot be read by the grader's own client: no fault of whoever wrote it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

export class TopicReader {
  readonly topic: string
  /** All records read so far: in order within a partition, in order of arrival across them. */
  readonly records: StoredRecord[] = []
  readonly #wire: Wire
  readonly #next = new Map<number, bigint>()
  /** Last stable offset (the end, for a read_committed consumer) and high watermark as of the last fetch. */
  readonly #ends = new Map<number, { stable: bigint; high: bigint }>()
  readonly #onRecord: ((record: StoredRecord) => void) | undefined
  #metadata: TopicMetadata | undefined
  #brokers = new Map<number, { host: string; port: number }>()

  constructor(wire: Wire, topic: string, onRecord?: (record: StoredRecord) => void) {
    this.#wire = wire
    this.#onRecord = onRecord
    this.topic = topic
  }

  /**
   * Fetches once from every leader; what is new is added to {@link records}. A leader that is away is left for the next time.
   *
   * @throws Unreadable where an answer came and cannot be decoded
   */
  async poll(maxWaitMs = 50): Promise<void> {
    await this.#pollOnce(maxWaitMs)
  }

  /** @returns how many leaders could be asked, or `absent` where there is no such topic */
  async #pollOnce(maxWaitMs: number): Promise<number | 'absent'> {
    const metadata = await this.#topicMetadata()
    if (!metadata) return 'absent'
    let asked = 0
    const leaders = Map.groupBy(metadata.partitions, partition => partition.leader)
    await Promise.all(
      [...leaders].map(async ([leader, partitions]) => {
        const broker = this.#brokers.get(leader)
        if (!broker) return this.#forgetMetadata()
        const from = partitions.map(({ partition }) => ({
          partition,
          offset: this.#next.get(partition) ?? 0n,
        }))
        try {
          const answers = await this.#wire.fetch(broker.host, broker.port, metadata.id, from, maxWaitMs)
          for (const answer of answers) this.#take(answer)
          asked++
        } catch (error) {
          if (!isOfTheMoment(error)) throw await this.#unreadable(broker, metadata.id, from, error)
          // A leader that moved or died, a topic that was made anew: the metadata will tell next time.
          this.#forgetMetadata()
          // Or its oldest records are gone, as Kafka Streams deletes what it has read of its repartition topics.
          await this.#skipDeleted(broker, partitions).catch(() => {})
        }
      }),
    )
    return asked
  }

  /** Each partition is asked for alone, to name the one that cannot be read. */
  async #unreadable(
    { host, port }: { host: string; port: number },
    topicId: string,
    from: Wanted[],
    cause: unknown,
  ): Promise<Unreadable> {
    const reason = cause instanceof Error ? cause.message : String(cause)
    let where = from
      .map(({ partition, offset }) => `partition ${partition} from offset ${offset} on`)
      .join(', ')
    for (const one of from) {
      const alone = await this.#wire.fetch(host, port, topicId, [one], 50).then(
        () => undefined,
        (error: unknown) => error,
      )
      if (alone !== undefined && !isOfTheMoment(alone)) {
        where = `partition ${one.partition} from offset ${one.offset} on`
        break
      }
    }
    return new Unreadable(`${this.topic} cannot be read, in ${where}: ${reason}`, { cause })
  }

  /**
   * Reads until every partition has been read to the end that it had when this was called.
   *
   * A producer's commit is answered before its marker is written, so what was committed may become visible a moment later: where
   * a transaction is open, its end is waited for.
   *
   * @param openTransactionMs how long to wait for that, in milliseconds; then what is visible is the end
   * @returns false where a partition has no leader or did not answer within `deadlineMs`, and at once where there is no such topic
   */
  async readToEnd({ deadlineMs = 10_000, openTransactionMs = 3000 } = {}): Promise<boolean> {
    const started = performance.now()
    this.#ends.clear()
    let visibleAt: number | undefined
    while (performance.now() - started < deadlineMs) {
      const asked = await this.#pollOnce(20)
      if (asked === 'absent') return false
      // A fetch waits by itself; where none came through, something has to.
      if (asked === 0) await pause(PAUSE_MS)
      const partitions = this.#metadata?.partitions ?? []
      const reached = (end: 'stable' | 'high'): boolean =>
        partitions.length > 0 &&
        partitions.every(
          ({ partition }) =>
            (this.#next.get(partition) ?? 0n) >= (this.#ends.get(partition)?.[end] ?? INFINITE),
        )
      if (reached('high')) return true
      if (reached('stable')) {
        visibleAt ??= performance.now()
        if (performance.now() - visibleAt >= openTransactionMs) return true
      }
    }
    return false
  }

  /** Is there anything, as of the last look, that is hidden until a transaction ends? */
  get hidesSome(): boolean {
    return [...this.#ends.values()].some(({ stable, high }) => stable < high)
  }

  async #topicMetadata(): Promise<TopicMetadata | undefined> {
    if (this.#metadata) return this.#metadata
    const { brokers, topics } = await this.#wire.metadata([this.topic])
    const topic = topics.find(({ name }) => name === this.topic)
    if (!topic || topic.partitions.length === 0) return undefined
    this.#brokers = new Map(brokers.map(broker => [broker.id, broker]))
    this.#metadata = topic
    return topic
  }

  async #skipDeleted(
    { host, port }: { host: string; port: number },
    partitions: TopicMetadata['partitions'],
  ): Promise<void> {
    const ids = partitions.map(({ partition }) => partition)
    for (const [partition, start] of await this.#wire.starts(host, port, this.topic, ids)) {
      if (start > (this.#next.get(partition) ?? 0n)) this.#next.set(partition, start)
    }
  }

  #forgetMetadata(): void {
    this.#metadata = undefined
  }

  #take(answer: fetchV17.FetchResponsePartition): void {
    const { partitionIndex: partition } = answer
    const aborted = [...(answer.abortedTransactions ?? [])].sort((a, b) =>
      Number(a.firstOffset - b.firstOffset),
    )
    const abortedProducers = new Set<bigint>()
    for (const batch of answer.records ?? []) {
      const last = batch.firstOffset + BigInt(batch.lastOffsetDelta)
      while (aborted[0] && aborted[0].firstOffset <= last)
        abortedProducers.add(aborted.shift()?.producerId ?? -1n)
      if (batch.attributes & IS_CONTROL) {
        // The marker that ends a transaction: abort markers end the run of records to leave out.
        abortedProducers.delete(batch.producerId)
      } else if (!(batch.attributes & IS_TRANSACTIONAL && abortedProducers.has(batch.producerId))) {
        this.#add(partition, batch)
      }
      const next = last + 1n
      if (next > (this.#next.get(partition) ?? 0n)) this.#next.set(partition, next)
    }
    this.#ends.set(partition, { stable: answer.lastStableOffset, high: answer.highWatermark })
  }

  #add(partition: number, batch: NonNullable<fetchV17.FetchResponsePartition['records']>[number]): void {
    const from = this.#next.get(partition) ?? 0n
    for (const record of batch.records) {
      const offset = batch.firstOffset + BigInt(record.offsetDelta)
      // A fetch answers with whole batches: what lies before the offset asked for has been read already.
      if (offset < from) continue
      const stored = {
        partition,
        offset,
        timestamp: batch.firstTimestamp + record.timestampDelta,
        key: record.key,
        value: record.value,
        headers: record.headers,
      }
      this.records.push(stored)
      this.#onRecord?.(stored)
    }
  }
}
