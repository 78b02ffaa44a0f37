// Lines that are appended to the file, no two alike.
import type { Random } from '#harness/exercise/words.ts'

/** ASCII, as all lines have to be until the last restart of a task: Kafka's file source counts characters and skips bytes. */
export function asciiLines(random: Random, count: number, label: string): string[] {
  return random.times(
    count,
    index => `${label} ${index} ${random.times(random.int(1, 6), () => random.word()).join(' ')}`,
  )
}

/** How many lines come in each of the appends while all is well: a few, many (never more than 500), and almost none. */
export function appendSizes(random: Random): number[] {
  return [random.int(3, 8), random.int(100, 400), random.int(1, 3)]
}

/** Lines of several alphabets, each with letters of two, three and four bytes. */
export function foreignLines(random: Random): string[] {
  return random.times(5, () => `Grüße – ${random.word(6, 9)} 漢字 🚀 ${random.word()}`)
}
