import { expect, test } from 'vitest'
import { parseObject, sameJson } from './json-value.ts'
import { rowDifferences, someLines, wrongKeys } from './row-differences.ts'
import { shownBytes } from './shown-bytes.ts'

const table = <T>(rows: Record<string, T>): Map<string, T> => new Map(Object.entries(rows))

test('rows that are wrong, missing and too many are told, in order', () => {
  const seen = table({ b: '2', c: '\u0000\u0001', a: '1' })
  const expected = table({ a: '1', b: '3', d: '4' })
  expect(rowDifferences(seen, expected)).toEqual([
    'b: expected 3, seen 2',
    'c: expected nothing, seen bytes 0x0001 (2 bytes)',
    'd: expected 4, seen nothing',
  ])
  expect(rowDifferences(seen, expected, { keys: ['d', 'a'] })).toEqual(['d: expected 4, seen nothing'])
})

test('what is the same is said by whoever compares', () => {
  const [seen, expected] = ['{"a":5.0}', '{"a":5}'].map(text => table({ k: parseObject(text) ?? {} }))
  if (!seen || !expected) throw new Error('two tables')
  expect(wrongKeys(seen, expected)).toEqual(['k'])
  expect(wrongKeys(seen, expected, { same: sameJson })).toEqual([])
  expect(rowDifferences(table({ k: 5n }), table({ k: 6n }), { show: cents => `${cents} cents` })).toEqual([
    'k: expected 6 cents, seen 5 cents',
  ])
})

test('the list has an end', () => {
  expect(someLines(['a', 'b', 'c'], 3)).toBe('a; b; c')
  expect(someLines(['a', 'b', 'c'], 1)).toBe('a; and 2 more')
  expect(someLines([])).toBe('')
})

test('text is shown as it is, in any script; other bytes as bytes, and neither without end', () => {
  expect(shownBytes(Buffer.from('konto-äöü 日本'))).toBe('konto-äöü 日本')
  expect(shownBytes(Buffer.from([0, 0, 0, 0, 0, 0, 0, 7]))).toBe('bytes 0x0000000000000007 (8 bytes)')
  expect(shownBytes(Buffer.from([0xff, 0xfe]))).toBe('bytes 0xfffe (2 bytes)')
  expect(shownBytes('\u001b[31m')).toBe('bytes 0x1b5b33316d (5 bytes)')
  expect(shownBytes('x'.repeat(1000))).toHaveLength(161)
  expect(shownBytes(Buffer.alloc(1000)).length).toBeLessThan(80)
})
