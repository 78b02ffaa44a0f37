import { expect, test } from 'vitest'
import { eachRecord, latestRows } from './rows.ts'

const record = (key: string | null, value: string | null, partition = 0) => ({
  partition,
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
})

const texts = (rows: ReturnType<typeof latestRows>): [string, string | undefined][] =>
  [...rows].map(([key, { value }]) => [key, value?.toString()])

test('the latest record of a key counts, and one without a value ends it', () => {
  const records = [record('a', '1'), record('b', '1'), record('a', '2'), record('b', null), record('c', null)]
  expect(texts(latestRows(records))).toEqual([['a', '2']])
  expect(texts(latestRows([...records, record('b', '0')]))).toEqual([
    ['a', '2'],
    ['b', '0'],
  ])
  expect(texts(latestRows([record(null, 'x'), record('', 'y')]))).toEqual([
    ['(no key)', 'x'],
    ['', 'y'],
  ])
})

test('a record again is left out; another key, another value and no value are others', () => {
  const records = [
    record('a', '1'),
    record('a', '1', 1),
    record('b', '1'),
    record('a', '2'),
    record('a', null),
    record('a', null),
    record(null, '1'),
    record('a', ''),
  ]
  expect(eachRecord(records).map(one => records.indexOf(one))).toEqual([0, 2, 3, 4, 6, 7])
})

test('objects are the same where what is named is', () => {
  const records = [
    record('a', '{"id":"1","amount":5.0,"at":1}'),
    record('a', '{"amount":5,"id":"1","at":2}'),
    record('a', '{"id":"1"}'),
    record('a', 'no object'),
    record('a', 'no object'),
  ]
  expect(eachRecord(records, ['id', 'amount']).map(one => records.indexOf(one))).toEqual([0, 2, 3])
  expect(eachRecord(records)).toHaveLength(4)
})
