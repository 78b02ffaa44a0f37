// Word counts: what they ought to be, and what a topic says they are.
import { type StoredRecord, shownBytes, wholeNumber } from '#harness/exercise/words.ts'

export function countWords(sentences: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const sentence of sentences) {
    for (const word of sentence.split(/\s+/)) {
      if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return counts
}

function parseCount(value: Buffer): number | undefined {
  const count = wholeNumber(value)
  return count === undefined || count < 0n ? undefined : Number(count)
}

export interface Told {
  /** The latest count of each word. */
  counts: Map<string, number>
  /** The first record that is no count, in words. */
  unreadable: string | undefined
}

/**
 * The latest count of each word. Of a word that is in several partitions, which have no order among them, the highest of their
 * latest ones: the counts are then judged by themselves, and that they lie in one place by itself.
 */
export function latestCounts(records: readonly StoredRecord[]): Told {
  const latest = new Map<string, Map<number, number>>()
  let unreadable: string | undefined
  for (const { key, value, partition, offset } of records) {
    const where = `record at offset ${offset} of partition ${partition}`
    if (key === null) unreadable ??= `${where} has no key`
    else {
      const word = key.toString()
      const homes = latest.get(word) ?? new Map<number, number>()
      const count = value === null ? undefined : parseCount(value)
      if (value !== null && count === undefined)
        unreadable ??= `${where} (key ${JSON.stringify(word)}) has the value ${shownBytes(value)}`
      else if (count === undefined) homes.delete(partition)
      else homes.set(partition, count)
      latest.set(word, homes)
    }
  }
  const told = [...latest].filter(([, homes]) => homes.size > 0)
  return { counts: new Map(told.map(([word, homes]) => [word, Math.max(...homes.values())])), unreadable }
}

/** How the counts differ from what they ought to be, worst first, as "word: 3 instead of 2". */
export function differences(told: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): string[] {
  const words = [...new Set([...right.keys(), ...told.keys()])].sort()
  return words
    .filter(word => told.get(word) !== right.get(word))
    .map(
      word =>
        `${JSON.stringify(word)}: ${told.get(word) ?? 'nothing'} instead of ${right.get(word) ?? 'nothing'}`,
    )
}

/** Is there a count that is too high, or one of a word that never was? */
export function beyond(told: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean {
  return [...told].some(([word, count]) => count > (right.get(word) ?? 0))
}
