import { expect, test } from 'vitest'
import { beyond, countWords, differences, latestCounts } from './counts.ts'

test('several blanks make no empty word', () => {
  expect(countWords(['a  b a'])).toEqual(
    new Map([
      ['a', 2],
      ['b', 1],
    ]),
  )
})

test('the latest value of a key counts, and what differs is named', () => {
  const record = (key: string, value: string, partition = 0) => ({
    partition,
    offset: 0n,
    timestamp: 0n,
    headers: [],
    key: Buffer.from(key),
    value: Buffer.from(value),
  })
  const told = latestCounts([record('a', '1'), record('a', '2'), record('', '1'), record('b', 'x')])
  expect(told.unreadable).toBe('record at offset 0 of partition 0 (key "b") has the value x')
  expect(
    differences(
      told.counts,
      new Map([
        ['a', 3],
        ['b', 1],
      ]),
    ),
  ).toEqual(['"": 1 instead of nothing', '"a": 2 instead of 3', '"b": nothing instead of 1'])
  // A count below zero is none.
  expect(latestCounts([record('a', '-3')]).unreadable).toContain('(key "a") has the value -3')
  // In which order two partitions were read says nothing.
  expect(latestCounts([record('a', '3', 1), record('a', '2', 2)]).counts).toEqual(new Map([['a', 3]]))
})

test('a count too high and a word that never was are beyond what can be put right; a count too low is not', () => {
  const right = new Map([['a', 2]])
  expect(beyond(new Map([['a', 1]]), right)).toBe(false)
  expect(beyond(new Map(), right)).toBe(false)
  expect(beyond(new Map([['a', 3]]), right)).toBe(true)
  expect(beyond(new Map([['', 1]]), right)).toBe(true)
})
