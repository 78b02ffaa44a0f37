import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { asciiLines, manyLines, PARTS, someLines } from './lines.ts'

test('whatever the seed: ASCII, at most 500 lines an append, no two alike in all files', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const random = new Random(String(seed))
    const lines = ['first', 'second', 'after the loss'].flatMap(label =>
      PARTS.flatMap(part => {
        const count = label === 'after the loss' ? someLines(random) : manyLines(random)
        expect(count).toBeGreaterThan(0)
        expect(count).toBeLessThanOrEqual(500)
        return asciiLines(random, part, label, count)
      }),
    )
    expect(new Set(lines).size).toBe(lines.length)
    expect(lines.every(line => /^[\x20-\x7e]+$/.test(line))).toBe(true)
  }
})
