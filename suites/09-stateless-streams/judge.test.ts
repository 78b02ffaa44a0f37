import { expect, test } from 'vitest'
import type { StoredRecord } from '#harness/exercise/words.ts'
import { findingOf, nowhere } from './judge.ts'
import { type Order, OUTPUTS, type Output, REGION_TOPICS } from './orders.ts'

const order = (order_id: string, unit_price: number, region: string | null = 'US'): Order => ({
  order_id,
  customer_id: 'c-1',
  region,
  note: 'as it came',
  items: [{ sku: 'a', quantity: 2, unit_price }],
})
const small = order('small', 500)
const big = order('big', 500.01, null)
const sent = { orders: new Map([small, big].map(each => [each.order_id, each])), lost: new Set<string>() }

const record = (key: string | null, value: string | null): StoredRecord => ({
  partition: 0,
  offset: 0n,
  timestamp: 0n,
  headers: [],
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
})
const { order_id, ...rest } = big
/** The same, written in another way. */
const bigAgain = JSON.stringify({ ...rest, order_id }).replace('500.01', '5.0001e2')
const RIGHT: Record<Output, StoredRecord[]> = {
  'order-totals': [record('small', '1000.00'), record('big', '1000.02'), record('big', '1000.02')],
  'high-value-orders': [record('big', JSON.stringify(big))],
  'us-orders': [record('small', JSON.stringify(small))],
  'eu-orders': [],
  'other-orders': [record('big', bigAgain), record('big', JSON.stringify(big))],
}

const judged = (topics: readonly Output[], change: Partial<Record<Output, StoredRecord[]>>) =>
  findingOf({ topics, hint: 'hint' }, topic => ({ ...RIGHT, ...change })[topic], sent)

test('what is right is found right: written in another way, and there twice', () => {
  expect(judged(OUTPUTS, {})).toBeUndefined()
})

test.each<[string, readonly Output[], Partial<Record<Output, StoredRecord[]>>, string, boolean]>([
  [
    'a total with one decimal',
    ['order-totals'],
    { 'order-totals': [record('small', '1000.0'), record('big', '1000.02')] },
    '1 totals are not right',
    true,
  ],
  [
    'two totals of one order',
    ['order-totals'],
    { 'order-totals': [...RIGHT['order-totals'], record('big', '1.00')] },
    '1 totals are not right',
    true,
  ],
  [
    'no total',
    ['order-totals'],
    { 'order-totals': [record('small', '1000.00')] },
    '1 orders are not where they belong',
    false,
  ],
  [
    'no key',
    ['order-totals'],
    { 'order-totals': [record(null, '1000.00')] },
    '1 record(s) whose key is not the id of a valid order',
    true,
  ],
  [
    '1000.00 is not high',
    ['high-value-orders'],
    { 'high-value-orders': [record('small', JSON.stringify(small)), record('big', JSON.stringify(big))] },
    '1 orders are where they do not belong',
    true,
  ],
  [
    '1000.02 is high',
    ['high-value-orders'],
    { 'high-value-orders': [] },
    '1 orders are not where they belong',
    false,
  ],
  [
    'a member is lost',
    ['high-value-orders'],
    { 'high-value-orders': [record('big', JSON.stringify({ ...big, note: undefined }))] },
    '1 orders are not right',
    true,
  ],
  [
    'no value',
    ['high-value-orders'],
    { 'high-value-orders': [record('big', null)] },
    '1 orders are not right',
    true,
  ],
  [
    'in two regions',
    REGION_TOPICS,
    { 'eu-orders': [record('big', JSON.stringify(big))] },
    '1 orders are where they do not belong',
    true,
  ],
  ['in no region', REGION_TOPICS, { 'us-orders': [] }, '1 orders are not where they belong', false],
])('%s', (_, topics, change, message, final) => {
  const finding = judged(topics, change)
  expect(finding?.message).toBe(message)
  expect(finding?.final ?? false).toBe(final)
})

test('a total that is wrong explains where an order is put for it, and nothing else', () => {
  const totals = [record('small', '1000.0000000000001'), record('big', '999.00')]
  const high = [record('small', JSON.stringify(small))]
  expect(judged(['high-value-orders'], { 'order-totals': totals, 'high-value-orders': high })).toBeUndefined()
  const onlyWritten = [record('small', '1000'), record('big', '1000.02')]
  expect(
    judged(['high-value-orders'], { 'order-totals': onlyWritten, 'high-value-orders': high })?.message,
  ).toBe('1 orders are where they do not belong')
})

test('an order that has come out nowhere is told from one that is only missing somewhere', () => {
  const records = (topic: Output) => (topic === 'order-totals' ? [record('small', '1000.00')] : [])
  expect(nowhere(OUTPUTS, records, sent)).toEqual(['big'])
  expect(nowhere(OUTPUTS, records, { ...sent, lost: new Set(['big']) })).toEqual([])
})
