import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { appendSizes, asciiLines, foreignLines } from './lines.ts'

test('whatever the seed: ASCII, at most 500 lines an append, no two alike, one append of many and one of few', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const random = new Random(String(seed))
    const sizes = appendSizes(random)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500)
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(100)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1)
    const lines = sizes.flatMap((size, index) => asciiLines(random, size, `append ${index}`))
    expect(new Set(lines).size).toBe(lines.length)
    expect(lines.every(line => /^[\x20-\x7e]+$/.test(line))).toBe(true)
  }
})

test('lines beyond ASCII have letters of two, three and four bytes, and are all different', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const lines = foreignLines(new Random(String(seed)))
    expect(new Set(lines).size).toBe(lines.length)
    for (const line of lines) expect(line).toMatch(/ü.*–.*漢.*🚀/u)
  }
})
