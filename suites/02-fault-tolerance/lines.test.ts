import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { awkwardLines, strangers, tally } from './lines.ts'

const bytes = (...lines: string[]): Buffer[] => lines.map(line => Buffer.from(line))

test('what was sent as often as it is stored is neither missing nor extra', () => {
  expect(tally(['a', 'b', 'a'], bytes('a', 'a', 'b', 'something else'))).toEqual({ missing: [], extra: [] })
})

test('a line with its blanks trimmed is missing, one stored twice is extra, one of two alike stored once is told', () => {
  expect(tally([' a'], bytes('a')).missing).toEqual([' a'])
  expect(tally(['a'], bytes('a', 'a')).extra).toEqual([{ line: 'a', sent: 1, stored: 2 }])
  expect(tally(['a', 'a'], bytes('a')).extra).toEqual([{ line: 'a', sent: 2, stored: 1 }])
})

test('records that no line was are strangers', () => {
  expect(strangers(['é', ' a'], [...bytes('é', 'a'), null])).toEqual(['a', '(no value)'])
})

test('awkward lines are never empty, hold no line end, and stay within 100 KB', () => {
  for (let seed = 0; seed < 50; seed++) {
    for (const line of awkwardLines(new Random(String(seed)))) {
      expect(line).toMatch(/^[^\r\n]+$/)
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(100_000)
    }
  }
})
