// Random activity: over several hours, roughly in order, timestamps written in all the ways that the contract allows.
import type { Random } from '#harness/exercise/words.ts'
import type { ActivityEvent } from './tables.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The start of the UTC day. */
const midnightOf = (at: number): number => Math.floor(at / DAY) * DAY

export const GUIDE_EVENTS: readonly ActivityEvent[] = [
  { user_id: 'user1', action: 'login', timestamp: '2024-01-15T10:00:00Z' },
  { user_id: 'user1', action: 'page_view', page: '/products', timestamp: '2024-01-15T10:01:00Z' },
  { user_id: 'user2', action: 'login', timestamp: '2024-01-15T10:02:00Z' },
  { user_id: 'user1', action: 'purchase', amount: 99.99, timestamp: '2024-01-15T10:05:00Z' },
]

export interface Span {
  /** Milliseconds since the epoch. */
  from: number
  to: number
}

/** Some hours of one of the days after the guide's, midnight among them or not. */
export function randomSpan(random: Random): Span {
  const from =
    Date.parse('2024-01-16T00:00:00Z') + random.int(0, 300) * 24 * 3_600_000 + random.int(0, 23) * 3_600_000
  return { from, to: from + random.int(4, 7) * 3_600_000 }
}

/** Few minutes and few users, so that users meet in a minute and come back in it. */
export function randomEvents(random: Random, count: number, span: Span): ActivityEvent[] {
  const users = random.times(6, () => `${random.word()}${random.int(1, 99)}`)
  const pages = random.times(4, () => `/${random.word()}/${random.word()}`)
  const minutes = random.times(Math.ceil(count / 6), () => random.int(span.from, span.to - 60_000))
  const events = random.times(count, () => {
    const at = Math.floor(random.pick(minutes) / 60_000) * 60_000 + random.int(0, 59_999)
    return { at, event: randomEvent(random, random.pick(users), pages, at) }
  })
  // Roughly in order: each may come up to ten minutes after later ones.
  return events
    .map(({ at, event }) => ({ rank: at + random.int(0, 600_000), event }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ event }) => event)
}

/** The first of two hours before the span in which nothing else happens, not even at an edge. */
export function quietHours({ from, to }: Span): number {
  const edges = [midnightOf(to), midnightOf(to) - HOUR]
  const start = from - 2 * HOUR
  return edges.some(edge => edge === start || edge === start + HOUR) ? from - 5 * HOUR : start
}

/** Purchases in two hours of their own, whose sums binary fractions miss in every run: 0.1 + 0.2, and 0.29 in whole cents. */
export function treacherousPurchases(random: Random, at: number): ActivityEvent[] {
  return [
    { amount: 0.1, at },
    { amount: 0.2, at: at + 60_000 },
    { amount: 0.29, at: at + 3_600_000 },
  ].map(({ amount, at }) => ({
    user_id: random.word(),
    action: 'purchase',
    amount,
    timestamp: writtenAs(random, at),
  }))
}

function randomEvent(random: Random, user_id: string, pages: string[], at: number): ActivityEvent {
  const timestamp = writtenAs(random, at)
  const kind = random.int(1, 10)
  if (kind <= 4) return { user_id, action: 'page_view', page: random.pick(pages), timestamp }
  if (kind <= 7) {
    const amount = random.pick([random.int(0, 500), random.int(1, 99_999) / 100, random.int(1, 999) / 10])
    return { user_id, action: 'purchase', amount, timestamp, currency: 'EUR' }
  }
  // Other actions count for active users only, whatever else they carry.
  const action = random.pick(['login', 'logout', 'search', 'add_to_cart'])
  const more = random.chance(0.3)
    ? { page: random.pick(pages), amount: random.int(1, 50), nested: { amount: 7 } }
    : {}
  return { user_id, action, timestamp, ...more }
}

/** In minutes; undefined is `Z`. */
const OFFSETS = [undefined, 0, 60, -300, 345, -210, 840]
const FRACTIONS = [0, 3, 6] as const

/** ISO 8601 with `Z` or an offset, with or without fractions of a second. */
export function writtenAs(random: Random, at: number): string {
  return writeAs(at, random.pick([undefined, ...OFFSETS]), random.pick(FRACTIONS))
}

/** @param digits of the fraction; without any the moment is cut to the second */
function writeAs(at: number, offsetMinutes: number | undefined, digits: (typeof FRACTIONS)[number]): string {
  const local = new Date(at + (offsetMinutes ?? 0) * 60_000).toISOString()
  const fraction = digits === 0 ? '' : local.slice(19, 23).padEnd(digits + 1, '0')
  const whole = local.slice(0, 19)
  if (offsetMinutes === undefined) return `${whole}${fraction}Z`
  const sign = offsetMinutes < 0 ? '-' : '+'
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${whole}${fraction}${sign}${pad(Math.floor(Math.abs(offsetMinutes) / 60))}:${pad(Math.abs(offsetMinutes) % 60)}`
}

/**
 * What an application that looks at the clock in a careless way gets wrong, all of it in every run: the first and the last moment of a minute, of an
 * hour and of a day, and every way of writing a moment, among them offsets that move it into another hour or day.
 */
export function edgeEvents(random: Random, span: Span): ActivityEvent[] {
  const midnight = midnightOf(span.to)
  const hour = Math.floor(random.int(span.from + HOUR, span.to - 1) / HOUR) * HOUR
  const minute = hour + random.int(1, 58) * MINUTE
  const moments = [midnight, hour, minute].flatMap(start => [start, start - 1])
  const anywhere = (): number => random.int(span.from, span.to - 1)
  return random
    .shuffle([
      ...moments.map(at => writeAs(at, undefined, 3)),
      ...OFFSETS.flatMap(offset => FRACTIONS.map(digits => writeAs(anywhere(), offset, digits))),
    ])
    .map((timestamp, index) => {
      const user_id = `${random.word()}${index}`
      // Every kind of event, so that a moment that is misread shows in the minutes and in the hours.
      return index % 2 === 0
        ? { user_id, action: 'purchase', amount: random.int(1, 9_999) / 100, timestamp }
        : { user_id, action: 'login', timestamp }
    })
}

/** An event that comes 24 hours after the newest of these, to the second: as late as can be. */
export function latestOfAll(random: Random, events: readonly ActivityEvent[]): ActivityEvent {
  const newest = Math.max(...events.map(({ timestamp }) => Date.parse(timestamp)))
  const at = Math.ceil((newest - DAY) / 1000) * 1000
  return {
    user_id: random.word(),
    action: 'purchase',
    amount: random.int(1, 9_999) / 100,
    timestamp: writtenAs(random, at),
  }
}

/** Values that are no valid event: broken JSON, wrong types, missing fields, nulls. Each would count if it were let in. */
export function badEvents(random: Random, at: number): (string | null)[] {
  const timestamp = new Date(at).toISOString()
  const user_id = `intruder${random.int(1, 99)}`
  const view = { user_id, action: 'page_view', page: '/bad', timestamp }
  const purchase = { user_id, action: 'purchase', amount: 5, timestamp }
  const without = (event: object, member: string): object =>
    Object.fromEntries(Object.entries(event).filter(([name]) => name !== member))
  const objects: unknown[] = [
    42,
    'text',
    null,
    true,
    [view],
    {},
    ...['user_id', 'action', 'timestamp', 'page'].flatMap(member => [
      without(view, member),
      { ...view, [member]: null },
    ]),
    { ...view, user_id: 17 },
    { ...view, action: 4 },
    { ...view, action: ['page_view'] },
    { ...view, timestamp: at },
    { ...view, timestamp: 'yesterday' },
    { ...view, page: 3 },
    { ...view, page: { path: '/bad' } },
    without(purchase, 'amount'),
    { ...purchase, amount: null },
    { ...purchase, amount: '5.00' },
    { ...purchase, amount: true },
  ]
  const broken = [
    `{"user_id":"${user_id}","action":"login","timestamp":"${timestamp}"`,
    'not json at all',
    '',
    '{"a":}',
  ]
  return random.shuffle([null, null, ...broken, ...objects.map(event => JSON.stringify(event))])
}
