import { expect, test } from 'vitest'
import { customerOf, Judge, toldRows } from './judging.ts'
import type { Payment } from './payments.ts'

const record = (key: string | null, value: Buffer | string | null) => ({
  key: key === null ? null : Buffer.from(key),
  value: typeof value === 'string' ? Buffer.from(value) : value,
})
const long = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}
const pay = (customer: string, time: string, cents = 100n): Payment => ({
  customer,
  cents,
  at: Date.parse(`2024-01-15T${time}Z`),
})
const everything = (): boolean => true

test('numbers are text or longs; the latest counts, and a row of zero or without a value is none', () => {
  const told = toldRows('payment-counts', [
    record('text', '3'),
    record('long', long(7n)),
    record('zero', '5'),
    record('zero', '0'),
    record('zero as long', long(0n)),
    record('gone', '1'),
    record('gone', null),
    record('float', '3.0'),
    record('odd', Buffer.from([0, 1])),
    record(null, '2'),
  ])
  expect([...told]).toEqual([
    ['text', '3'],
    ['long', '7'],
    ['float', '3.0'],
    ['odd', 'bytes 0x0001 (2 bytes)'],
    ['(no key)', '2'],
  ])
})

test('money is compared as it is written; 0 and 0.00 are no row', () => {
  const told = toldRows('customer-spending', [
    record('a', '12.50'),
    record('b', '12.5'),
    record('c', '0.00'),
    record('d', '0'),
  ])
  expect([...told]).toEqual([
    ['a', '12.50'],
    ['b', '12.5'],
  ])
})

test('too little may still be put right; too much, another way of writing and a key that never was may not', () => {
  const judge = new Judge('customer-spending', [pay('a', '10:00:00', 1250n)])
  const beyond = (...rows: [string, string][]): boolean => {
    const told = new Map(rows)
    return judge.beyond(told, judge.wrong(told, everything))
  }
  expect(beyond()).toBe(false)
  expect(beyond(['a', '2.50'])).toBe(false)
  for (const text of ['12.5', '12.51', '1.25E1', 'NaN']) expect(beyond(['a', text]), text).toBe(true)
  expect(beyond(['b', '1.00'])).toBe(true)
})

test('a row of a session that has grown is on its way; one from where no payment was is not', () => {
  const judge = new Judge('payment-sessions', [pay('a', '10:00:00'), pay('a', '10:20:00')])
  const row = (span: string): Map<string, string> => new Map([[`a@${span}`, '1']])
  const old = row('2024-01-15T10:00:00Z/2024-01-15T10:00:00Z')
  const keys = judge.wrong(old, everything)
  expect(keys).toHaveLength(2)
  expect([judge.beyond(old, keys), judge.misplaced(old, keys)]).toEqual([false, false])
  for (const span of ['2024-01-15T10:00:01Z/2024-01-15T10:20:00Z', '2024-01-15T10:00Z/2024-01-15T10:20Z']) {
    const told = row(span)
    expect(judge.beyond(told, judge.wrong(told, everything))).toBe(true)
    expect(judge.misplaced(told, judge.wrong(told, everything))).toBe(true)
  }
  expect(judge.wrong(old, key => customerOf(key) === 'b')).toEqual([])
})
