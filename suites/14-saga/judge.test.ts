import { expect, test } from 'vitest'
import type { StoredRecord } from '#harness/exercise/words.ts'
import { findingOf, type Sent } from './judge.ts'
import type { Output, Owed } from './owed.ts'

const OWED: Owed[] = [
  { topic: 'payment-commands', order: 'a', json: '{"order_id":"a","amount":5}' },
  { topic: 'payment-commands', order: 'b', json: '{"order_id":"b","amount":0.29}' },
  { topic: 'order-outcomes', order: 'a', json: '{"order_id":"a","outcome":"CANCELLED"}' },
]
const RIGHT: [Output, string | null, string | null][] = [
  ['payment-commands', 'a', '{"amount":5.0,"order_id":"a"}'],
  ['payment-commands', 'b', '{"order_id":"b","amount":0.29,"currency":"EUR"}'],
  ['order-outcomes', 'a', '{"outcome":"CANCELLED","order_id":"a"}'],
]

function sent(...all: [Output, string | null, string | null][]): Sent {
  const records = all.map(([topic, key, value], index): [Output, StoredRecord] => [
    topic,
    {
      partition: 0,
      offset: BigInt(index),
      timestamp: 0n,
      key: key === null ? null : Buffer.from(key),
      value: value === null ? null : Buffer.from(value),
      headers: [],
    },
  ])
  const byTopic = Map.groupBy(records, ([topic]) => topic)
  return new Map([...byTopic].map(([topic, own]) => [topic, own.map(([, record]) => record)]))
}

const judged = (all: Parameters<typeof sent>, spoilt?: Set<string>): string | undefined => {
  const finding = findingOf(sent(...all), OWED, spoilt)
  return finding && `${finding.message}${finding.final ? ', finally' : ''}`
}

test('members in any order, more members, decimals by their value', () => {
  expect(judged(RIGHT)).toBeUndefined()
})

test.each<[string, [Output, string | null, string | null], string]>([
  ['the same again', RIGHT[0] ?? fail(), '1 record(s) of payment-commands are there again, finally'],
  [
    'not due',
    ['shipping-commands', 'a', '{"order_id":"a"}'],
    '1 record(s) of shipping-commands answer nothing that has happened, finally',
  ],
  [
    'an order that never was',
    ['payment-commands', '"a"', '{"order_id":"a","amount":5}'],
    '1 record(s) of payment-commands answer nothing that has happened, finally',
  ],
  [
    'no key',
    ['order-outcomes', null, '{"order_id":"a","outcome":"CANCELLED"}'],
    '1 record(s) of order-outcomes answer nothing that has happened, finally',
  ],
  [
    'another outcome, too',
    ['order-outcomes', 'a', '{"order_id":"a","outcome":"COMPLETED"}'],
    '1 record(s) of order-outcomes do not say what they should, finally',
  ],
])('too much: %s', (_, more, message) => {
  expect(judged([...RIGHT, more])).toBe(message)
})

test.each<[string, string | null]>([
  ['another amount', '{"order_id":"a","amount":5.01}'],
  ['an amount that is a text', '{"order_id":"a","amount":"5"}'],
  ['no amount', '{"order_id":"a"}'],
  ['another order', '{"order_id":"b","amount":5}'],
  ['no object', '"a"'],
  ['no JSON', 'a'],
  ['no value', null],
])('wrong: %s', (_, value) => {
  expect(judged([['payment-commands', 'a', value], ...RIGHT.slice(1)])).toBe(
    '1 record(s) of payment-commands do not say what they should, finally',
  )
})

test('what is missing may still come', () => {
  expect(judged(RIGHT.slice(1))).toBe('1 record(s) of payment-commands are missing')
  expect(judged([])).toBe('2 record(s) of payment-commands are missing')
})

test('what nothing can put right comes first', () => {
  expect(judged([...RIGHT.slice(1), RIGHT[2] ?? fail()])).toBe(
    '1 record(s) of order-outcomes are there again, finally',
  )
})

test('orders that an earlier check found wrong are left out', () => {
  expect(judged(RIGHT.slice(1), new Set(['a']))).toBeUndefined()
  expect(judged([...RIGHT, RIGHT[0] ?? fail()], new Set(['a']))).toBeUndefined()
  expect(judged(RIGHT.slice(2), new Set(['a']))).toBe('1 record(s) of payment-commands are missing')
})

function fail(): never {
  throw new Error('there are three')
}
