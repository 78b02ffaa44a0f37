import { expect, test } from 'vitest'
import { parseObject, Random } from '#harness/exercise/words.ts'
import { asJson, MINUTE, type Payment, roughlyInOrder } from './payments.ts'
import { possibleSessions, TABLES } from './tables.ts'

const pay = (customer: string, time: string, cents = 100n): Payment => ({
  customer,
  cents,
  at: Date.parse(`2024-01-15T${time}Z`),
})

test('counts and exact sums of each customer', () => {
  const payments = [pay('a', '10:00:00', 10n), pay('b', '10:00:00', 500n), pay('a', '11:00:00', 20n)]
  expect([...TABLES['payment-counts'](payments)]).toEqual([
    ['a', '2'],
    ['b', '1'],
  ])
  expect([...TABLES['customer-spending'](payments)]).toEqual([
    ['a', '0.30'],
    ['b', '5.00'],
  ])
})

test('windows: the start is inside, the end is not; ten minutes begin every five', () => {
  const payments = [pay('a', '10:04:59'), pay('a', '10:05:00'), pay('b', '10:05:00')]
  expect([...TABLES['payments-per-5-minutes'](payments)]).toEqual([
    ['a@2024-01-15T10:00:00Z', '1'],
    ['a@2024-01-15T10:05:00Z', '1'],
    ['b@2024-01-15T10:05:00Z', '1'],
  ])
  expect([...TABLES['payments-per-10-minutes'](payments)]).toEqual([
    ['a@2024-01-15T09:55:00Z', '1'],
    ['a@2024-01-15T10:00:00Z', '2'],
    ['a@2024-01-15T10:05:00Z', '1'],
    ['b@2024-01-15T10:00:00Z', '1'],
    ['b@2024-01-15T10:05:00Z', '1'],
  ])
})

test('sessions: a longer pause than 30 minutes ends one; whatever comes between joins', () => {
  const apart = [pay('a', '10:40:00'), pay('a', '10:00:00'), pay('b', '10:20:00'), pay('a', '10:00:00')]
  expect([...TABLES['payment-sessions'](apart)]).toEqual([
    ['a@2024-01-15T10:00:00Z/2024-01-15T10:00:00Z', '2'],
    ['a@2024-01-15T10:40:00Z/2024-01-15T10:40:00Z', '1'],
    ['b@2024-01-15T10:20:00Z/2024-01-15T10:20:00Z', '1'],
  ])
  expect(TABLES['payment-sessions']([...apart, pay('a', '10:20:00')])).toEqual(
    new Map([
      ['a@2024-01-15T10:00:00Z/2024-01-15T10:40:00Z', '4'],
      ['b@2024-01-15T10:20:00Z/2024-01-15T10:20:00Z', '1'],
    ]),
  )
})

test('a row that a session may have had goes from a payment to the same or a later one of the customer', () => {
  const keys = possibleSessions([pay('a', '10:40:00'), pay('a', '10:00:00'), pay('b', '10:20:00')])
  expect([...keys]).toEqual([
    'a@2024-01-15T10:00:00Z/2024-01-15T10:00:00Z',
    'a@2024-01-15T10:00:00Z/2024-01-15T10:40:00Z',
    'a@2024-01-15T10:40:00Z/2024-01-15T10:40:00Z',
    'b@2024-01-15T10:20:00Z/2024-01-15T10:20:00Z',
  ])
})

test('written as JSON a payment is itself, in whatever order its members come, and whatever more there is', () => {
  const random = new Random('written')
  const texts = random.times(200, () => asJson(random, pay('é-1', '10:00:00', 1250n)))
  for (const text of texts) {
    const { customer_id, amount, timestamp } = parseObject(Buffer.from(text)) ?? {}
    expect([customer_id, String(amount), timestamp]).toEqual(['é-1', '12.5', '2024-01-15T10:00:00Z'])
    expect(text).not.toContain('\n')
  }
  expect(new Set(texts.map(text => text.indexOf('"amount":12.5'))).size).toBeGreaterThan(3)
  expect(texts.some(text => text.includes('fee'))).toBe(true)
})

test('roughly in order: nothing comes more than ten minutes after a later one', () => {
  const random = new Random('order')
  const payments = roughlyInOrder(
    random,
    random.times(300, () => ({ customer: 'a', cents: 1n, at: random.int(0, 500) * MINUTE })),
  )
  let newest = 0
  let back = 0
  for (const { at } of payments) {
    newest = Math.max(newest, at)
    back = Math.max(back, newest - at)
  }
  expect(back).toBeGreaterThan(0)
  expect(back).toBeLessThanOrEqual(10 * MINUTE)
})
