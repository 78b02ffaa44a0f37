// What `app` is fed: the guide's sentences, and random ones.
import type { Random } from '#harness/exercise/words.ts'

export const GUIDE = ['hello world', 'hello kafka streams', 'world of streaming', 'kafka is awesome']

/** Sentences of one to eight words, lower-case ASCII; in every run two of them at least have gaps of several blanks. */
export function randomSentences(random: Random): string[] {
  const vocabulary = [...random.times(30, () => random.word()), ...GUIDE.join(' ').split(' ')]
  const gap = (): string => ' '.repeat(random.chance(0.2) ? random.int(2, 4) : 1)
  const sentence = (): string =>
    random
      .times(random.int(1, 8), () => random.pick(vocabulary))
      .reduce((text, word) => `${text}${gap()}${word}`)
  const gaps = [2, 3].map(blanks => random.times(3, () => random.pick(vocabulary)).join(' '.repeat(blanks)))
  return random.shuffle([...random.times(random.int(150, 250), sentence), ...gaps])
}

/** Sentences of words that have been counted before. */
export function knownSentences(random: Random): string[] {
  const words = GUIDE.join(' ').split(' ')
  return random.times(random.int(20, 40), () => random.times(3, () => random.pick(words)).join(' '))
}
