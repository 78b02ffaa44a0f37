import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { GUIDE, knownSentences, randomSentences } from './sentences.ts'

test('whatever the seed: lower-case ASCII words, gaps of several blanks between some, none at the ends', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const random = new Random(String(seed))
    const sentences = randomSentences(random)
    for (const sentence of [...sentences, ...knownSentences(random)])
      expect(sentence).toMatch(/^[a-z]+( +[a-z]+)*$/)
    expect(sentences.filter(sentence => /[a-z] {2,}[a-z]/.test(sentence)).length).toBeGreaterThanOrEqual(2)
    // A word that comes again within a sentence, in another one, and one that is alone.
    expect(sentences.some(sentence => /\b(\w+)\b.* \1\b/.test(sentence))).toBe(true)
    expect(sentences.some(sentence => !sentence.includes(' '))).toBe(true)
  }
})

test("the guide's sentences are the guide's", () => {
  expect(GUIDE.join(' ').split(' ')).toHaveLength(11)
})
