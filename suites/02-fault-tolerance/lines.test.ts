import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { awkwardLines, longLine, strangers, tally } from './lines.ts'

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

test('whatever the seed, each kind of line that a careless reader changes is there, and one of exactly 100,000 bytes', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const lines = awkwardLines(new Random(String(seed)))
    for (const line of lines) {
      expect(line).toMatch(/^[^\r\n]+$/)
      expect(line.isWellFormed()).toBe(true)
    }
    const sizes = lines.map(line => Buffer.byteLength(line))
    expect(sizes.filter(size => size === 100_000)).toHaveLength(1)
    expect(Math.max(...sizes)).toBe(100_000)
    expect(lines.some(line => /^ +$/.test(line))).toBe(true)
    expect(lines.some(line => /^\s+\S/.test(line))).toBe(true)
    expect(lines.some(line => /\S\s+$/.test(line))).toBe(true)
    // Characters of two, three and four bytes.
    for (const letter of [/[\u0080-\u07ff]/, /[\u0800-\uffff]/, /[\u{10000}-\u{10ffff}]/u])
      expect(lines.some(line => letter.test(line))).toBe(true)
    expect(new Set(lines).size).toBe(lines.length - 1)
  }
})

test('a long line has as many bytes as asked for', () => {
  for (let bytes = 17_000; bytes < 17_200; bytes++)
    expect(Buffer.byteLength(longLine(new Random(String(bytes)), bytes))).toBe(bytes)
})
