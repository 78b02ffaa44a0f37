import { expect, test } from 'vitest'
import { Random, rowDifferences } from '#harness/exercise/words.ts'
import { badEvents, GUIDE_EVENTS, randomEvents, treacherousPurchases, writtenAs } from './events.ts'
import { beyond, explains, latestTable, Model, startOf } from './tables.ts'

test("the guide's four events give the guide's tables", () => {
  const model = new Model()
  for (const event of GUIDE_EVENTS) model.add(event)
  expect([...model.activeUsers]).toEqual([
    ['2024-01-15T10:00:00Z', '1'],
    ['2024-01-15T10:01:00Z', '1'],
    ['2024-01-15T10:02:00Z', '1'],
    ['2024-01-15T10:05:00Z', '1'],
  ])
  expect([...model.revenue]).toEqual([['2024-01-15T10:00:00Z', '99.99']])
  expect([...model.popularPages]).toEqual([['/products', '1']])
})

test('every way of writing a moment means that moment', () => {
  const random = new Random('ways')
  const ways = new Set<string>()
  for (let i = 0; i < 300; i++) {
    const at = random.int(1_700_000_000_000, 1_800_000_000_000)
    const text = writtenAs(random, at)
    ways.add(text.replace(/\d/g, '0'))
    expect(Math.floor(Date.parse(text) / 1000)).toBe(Math.floor(at / 1000))
    expect(startOf(text, 60_000)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/)
  }
  expect(ways.size).toBeGreaterThan(6)
})

test('revenue is summed in cents, not in binary fractions', () => {
  const model = new Model()
  for (const amount of [0.1, 0.2, 0.29, 1.1])
    model.add({ user_id: 'u', action: 'purchase', amount, timestamp: '2024-01-15T23:59:59+00:30' })
  expect([...model.revenue]).toEqual([['2024-01-15T23:00:00Z', '1.69']])
})

test('sums of binary fractions are wrong in every run', () => {
  const [a, b, c] = treacherousPurchases(new Random('sums'), Date.parse('2024-02-01T00:00:00Z'))
  expect(String((a?.amount ?? 0) + (b?.amount ?? 0))).toBe('0.30000000000000004')
  expect(Math.floor((c?.amount ?? 0) * 100)).toBe(28)
})

test('random events keep to their span, share minutes, and differ by seed', () => {
  const span = { from: Date.parse('2024-02-01T00:00:00Z'), to: Date.parse('2024-02-01T05:00:00Z') }
  const events = randomEvents(new Random('a'), 200, span)
  for (const { timestamp } of events) {
    expect(Date.parse(timestamp)).toBeGreaterThanOrEqual(span.from - 60_000)
    expect(Date.parse(timestamp)).toBeLessThan(span.to)
  }
  const model = new Model()
  for (const event of events) model.add(event)
  expect(Math.max(...[...model.activeUsers.values()].map(Number))).toBeGreaterThan(1)
  expect(randomEvents(new Random('b'), 200, span)).not.toEqual(events)
})

test('no bad event is valid', () => {
  for (const text of badEvents(new Random('bad'), Date.now())) {
    let event: unknown
    try {
      event = text === null ? null : JSON.parse(text)
    } catch {
      continue
    }
    if (event === null || typeof event !== 'object' || Array.isArray(event)) continue
    const { user_id, action, timestamp, page, amount } = event as Record<string, unknown>
    const valid =
      typeof user_id === 'string' &&
      typeof action === 'string' &&
      typeof timestamp === 'string' &&
      !Number.isNaN(Date.parse(timestamp)) &&
      (action !== 'page_view' || typeof page === 'string') &&
      (action !== 'purchase' || (typeof amount === 'number' && amount >= 0))
    expect(valid, text ?? 'null').toBe(false)
  }
})

test('rows that say zero are ignored, and what differs is named', () => {
  const record = (key: string, value: string) => ({
    partition: 0,
    offset: 0n,
    timestamp: 0n,
    headers: [],
    key: Buffer.from(key),
    value: Buffer.from(value),
  })
  const told = latestTable([
    record('a', '1'),
    record('a', '0.00'),
    record('b', '2'),
    record('c', '\u0000\u0001'),
  ])
  expect(rowDifferences(told, new Map([['b', '3']]))).toEqual([
    'b: expected 3, seen 2',
    'c: expected nothing, seen bytes 0x0001 (2 bytes)',
  ])
})

test('more than it ought to be, another way of writing and a key that never was cannot be put right; less can', () => {
  const right = new Map([
    ['hour', '30.50'],
    ['page', '3'],
  ])
  expect(beyond(new Map([['hour', '7.25']]), right)).toBe(false)
  expect(beyond(new Map(), right)).toBe(false)
  for (const told of ['30.5', '30.51', '31', 'NaN'])
    expect(beyond(new Map([['hour', told]]), right), told).toBe(true)
  expect(beyond(new Map([['other', '1']]), right)).toBe(true)
})

test('a mistake explains rows that only it has, also while some are on their way; other mistakes are not taken for it', () => {
  const right = new Map([['10:00', '3']])
  const mistaken = new Map([
    ['10:00', '1'],
    ['15:45', '2'],
  ])
  const keys = ['10:00', '15:45']
  expect(explains(mistaken, new Map(mistaken), right, keys)).toBe(true)
  expect(explains(mistaken, new Map([['15:45', '1']]), right, keys)).toBe(true)
  // Too few, too many, or a key that nothing explains.
  expect(explains(mistaken, new Map([['10:00', '1']]), right, ['10:00'])).toBe(false)
  expect(explains(mistaken, new Map([['15:45', '3']]), right, keys)).toBe(false)
  expect(explains(mistaken, new Map([['11:11', '1']]), right, ['11:11', '10:00'])).toBe(false)
})
