// Lines that are appended to the three files, no two alike; each names its file.
import type { Random } from '#harness/exercise/words.ts'

export const PARTS = ['part-1.txt', 'part-2.txt', 'part-3.txt']

/** ASCII lines for one file, at most 500 an append. */
export function asciiLines(random: Random, part: string, label: string, count: number): string[] {
  return random.times(count, index => `${part} ${label} ${index} ${random.word()} ${random.word()}`)
}

/** How many lines a file gets at once. */
export const manyLines = (random: Random): number => random.int(20, 120)
export const someLines = (random: Random): number => random.int(20, 60)
