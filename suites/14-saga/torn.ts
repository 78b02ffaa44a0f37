// Where an orchestrator is when it is held: what it has committed as read, and what it has sent for it, need not go together.
import { partitionOf, type StoredRecord, type Tools } from '#harness/exercise/words.ts'
import { PARTITIONS, type SagaEvent } from './events.ts'
import { type Output, Saga } from './owed.ts'

/** Partition of the events -> the position that has been committed in it. */
export type Positions = ReadonlyMap<number, bigint>

/** How far the application's groups have come. */
export async function positionsIn({ observe }: Tools, topic: string): Promise<Positions> {
  const groups = [...(await observe.committedOffsets()).values()]
  const all = groups.flatMap(topics => [...(topics.get(topic) ?? [])])
  return new Map(all.sort(([, a], [, b]) => Number(a - b)))
}

/**
 * Is there output for events that are not committed as read (it would come again), or none for some that are (it never comes)?
 * A program that keeps its position elsewhere is torn always, and no worse for it.
 *
 * @param fed all that was fed, in its order: what is in a partition is known by that
 */
export function isTorn(
  fed: readonly SagaEvent[],
  positions: Positions,
  sent: ReadonlyMap<Output, readonly StoredRecord[]>,
): boolean {
  const saga = new Saga()
  const offsets = new Map<number, bigint>()
  for (const event of fed) {
    const partition = partitionOf(event.order_id, PARTITIONS)
    const offset = offsets.get(partition) ?? 0n
    offsets.set(partition, offset + 1n)
    if (offset < (positions.get(partition) ?? 0n)) saga.add(event)
  }
  const owed = new Set(saga.owed().map(({ topic, order }) => `${topic} ${order}`))
  const told = new Set(
    [...sent].flatMap(([topic, records]) => records.map(({ key }) => `${topic} ${key?.toString()}`)),
  )
  return owed.size !== told.size || [...owed].some(each => !told.has(each))
}
