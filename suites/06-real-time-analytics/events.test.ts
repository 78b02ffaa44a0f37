// Every edge that is promised is in every run, whatever the seed.
import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import {
  badEvents,
  edgeEvents,
  latestOfAll,
  quietHours,
  randomEvents,
  randomSpan,
  treacherousPurchases,
} from './events.ts'
import { type ActivityEvent, Model, withoutOffset } from './tables.ts'

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]

interface Run {
  events: ActivityEvent[]
  random: Random
  span: { from: number; to: number }
}

/** The good events of one run, as they are fed before the late ones. */
function runOf(seed: number): Run {
  const random = new Random(String(seed))
  const span = randomSpan(random)
  return {
    random,
    span,
    events: [
      ...treacherousPurchases(random, quietHours(span)),
      ...edgeEvents(random, span),
      ...randomEvents(random, random.int(180, 260), span),
    ],
  }
}

const SEEDS = 1000

test('amounts are never negative and have two decimals at most; every kind of event comes', () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const { events } = runOf(seed)
    const bought = events.filter(({ action }) => action === 'purchase')
    const odd = bought.filter(({ amount }) => !/^\d+(\.\d{1,2})?$/.test(String(amount)))
    expect(odd).toEqual([])
    const kinds = new Set(events.map(({ action }) => action))
    expect(kinds.has('page_view') && kinds.has('purchase') && kinds.size > 2).toBe(true)
  }
})

test('sums that binary fractions miss are there, in hours of their own', () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const { events, span } = runOf(seed)
    const quiet = quietHours(span)
    const within = (at: number): boolean => at >= quiet && at < quiet + 2 * HOUR
    const early = events.filter(({ timestamp }) => within(Date.parse(timestamp)))
    expect(early).toHaveLength(3)
    const sums = new Map<number, number>()
    for (const { timestamp, amount = 0 } of early) {
      const hour = Math.floor(Date.parse(timestamp) / HOUR)
      sums.set(hour, (sums.get(hour) ?? 0) + amount)
    }
    expect([...sums.values()].some(sum => String(sum).length > 10)).toBe(true)
  }
})

test('the first and the last moment of a minute, an hour and a day are there', () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const moments = runOf(seed).events.map(({ timestamp }) => Date.parse(timestamp))
    for (const length of [MINUTE, HOUR, DAY]) {
      expect(
        moments.some(at => at % length === 0),
        `first of ${length}`,
      ).toBe(true)
      expect(
        moments.some(at => at % length === length - 1),
        `last of ${length}`,
      ).toBe(true)
    }
  }
})

test('every way of writing a moment is there, and overlooking an offset spoils minutes and hours', () => {
  const ways = [
    /T\d\d:\d\d:\d\dZ$/,
    /\.\d{3}Z$/,
    /\.\d{6}Z$/,
    /:\d\d\+\d\d:\d\d$/,
    /\.\d{3}-\d\d:\d\d$/,
    /\.\d{6}\+05:45$/,
    /-03:30$/,
    /\+14:00$/,
    /\+00:00$/,
  ]
  for (let seed = 0; seed < SEEDS; seed++) {
    const { events } = runOf(seed)
    for (const way of ways)
      expect(
        events.some(({ timestamp }) => way.test(timestamp)),
        String(way),
      ).toBe(true)
    const [right, wrong] = [new Model(), new Model()]
    for (const event of events) {
      right.add(event)
      wrong.add({ ...event, timestamp: withoutOffset(event.timestamp) })
    }
    expect([...wrong.activeUsers.keys()].some(key => !right.activeUsers.has(key))).toBe(true)
    expect([...wrong.revenue].some(([key, value]) => right.revenue.get(key) !== value)).toBe(true)
  }
})

test('the latest event comes 24 hours after the newest, to the second, and never later', () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const { events, random } = runOf(seed)
    const newest = Math.max(...events.map(({ timestamp }) => Date.parse(timestamp)))
    const late = newest - Date.parse(latestOfAll(random, events).timestamp)
    expect(late).toBeLessThanOrEqual(DAY)
    expect(late).toBeGreaterThan(DAY - 1000)
    // None of the others is later than is promised, however they are shuffled.
    const oldest = Math.min(...events.map(({ timestamp }) => Date.parse(timestamp)))
    expect(newest - oldest).toBeLessThanOrEqual(DAY)
  }
})

/** A bad event without what differs from run to run. */
const kindOf = (text: string | null): string =>
  (text ?? '(no value)')
    .replace(/intruder\d+/g, 'U')
    .replace(/\d{4}-[\dT:.-]+Z/g, 'T')
    .replace(/\d{13}/g, 'N')

test('every kind of bad event is there, and no amount below zero', () => {
  const kinds = badEvents(new Random('kinds'), Date.parse('2024-05-01T10:00:00Z')).map(kindOf).sort()
  for (const kind of [
    '(no value)',
    'null',
    '',
    'not json at all',
    '[{"user_id":"U","action":"page_view","page":"/bad","timestamp":"T"}]',
    '{"action":"page_view","page":"/bad","timestamp":"T"}',
    '{"user_id":null,"action":"page_view","page":"/bad","timestamp":"T"}',
    '{"user_id":"U","action":"page_view","page":"/bad"}',
    '{"user_id":"U","action":"page_view","page":"/bad","timestamp":N}',
    '{"user_id":"U","action":"page_view","page":"/bad","timestamp":"yesterday"}',
    '{"user_id":"U","action":"page_view","timestamp":"T"}',
    '{"user_id":"U","action":"purchase","timestamp":"T"}',
    '{"user_id":"U","action":"purchase","amount":null,"timestamp":"T"}',
    '{"user_id":"U","action":"purchase","amount":"5.00","timestamp":"T"}',
  ])
    expect(kinds).toContain(kind)
  for (let seed = 0; seed < SEEDS; seed++) {
    const bad = badEvents(new Random(String(seed)), Date.parse('2024-05-01T10:00:00Z'))
    expect(bad.map(kindOf).sort()).toEqual(kinds)
    expect(bad.filter(text => /"amount":-/.test(text ?? ''))).toEqual([])
  }
})
