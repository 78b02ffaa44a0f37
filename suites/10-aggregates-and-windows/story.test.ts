import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { HOUR, MINUTE, type Payment } from './payments.ts'
import { type Story, storyOf } from './story.ts'
import { TABLES, timesOf } from './tables.ts'

const NOW = Date.parse('2024-06-15T13:37:11Z')
const stories = Array.from({ length: 1000 }, (_, seed) => storyOf(new Random(`story ${seed}`), NOW))
/** What is there when rows are looked at: after the first part, the second, and the crash. */
const stages = ({ first, second, beforeCrash, whileDown }: Story): Payment[][] => [
  first,
  [...first, ...second],
  [...first, ...second, ...beforeCrash, ...whileDown],
]
const all = (story: Story): Payment[] => stages(story)[2] ?? []
const newestOf = (payments: readonly Payment[]): number => Math.max(...payments.map(({ at }) => at))
const own = (payments: readonly Payment[], of: string): Payment[] =>
  payments.filter(({ customer }) => customer === of)

test('all times lie between 25 hours and one hour ago, within 23 hours, in whole seconds; in every hour they are the same ones', () => {
  for (const story of stories) {
    const times = all(story).map(({ at }) => at)
    expect(Math.min(...times)).toBeGreaterThan(NEWEST_START - 24 * HOUR)
    expect(Math.max(...times)).toBeLessThan(NEWEST_START - HOUR)
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(23 * HOUR)
    expect(times.every(at => at % 1000 === 0)).toBe(true)
  }
  const later = storyOf(new Random('story 7'), NOW + 5 * HOUR + 3 * MINUTE)
  const times = (story: Story | undefined): number[] => story?.first.map(({ at }) => at) ?? []
  expect(times(later)).toEqual(times(stories[7]).map(at => at + 5 * HOUR))
})
const NEWEST_START = Date.parse('2024-06-15T13:00:00Z')

test('no amount is below 0.01 or above 1,000,000; both ends, binary fractions, whole and tenth sums are there', () => {
  for (const story of stories) {
    const cents = all(story).map(payment => payment.cents)
    expect(cents.every(amount => amount >= 1n && amount <= 100_000_000n)).toBe(true)
    expect(cents).toEqual(expect.arrayContaining([1n, 10n, 20n, 29n, 100_000_000n]))
    const sums = [...TABLES['customer-spending'](story.first).values()]
    expect(sums).toContain('0.30')
    expect(sums).toContain('0.29')
    for (const form of [/\.00$/, /\.50$/, /^\d{8,}\.\d\d$/])
      expect(sums.some(sum => form.test(sum))).toBe(true)
  }
})

test('whenever rows are looked at, no neighbouring payments of a customer are between 29 and 31 minutes apart; some are as near to that as can be', () => {
  for (const story of stories) {
    for (const payments of stages(story)) {
      const gaps = [...timesOf(payments).values()].flatMap(times =>
        times.slice(1).map((at, index) => at - (times[index] ?? 0)),
      )
      expect(gaps.filter(gap => gap >= 29 * MINUTE && gap <= 31 * MINUTE)).toEqual([])
    }
    const gaps = [...story.inOrder]
      .flatMap(customer => [...timesOf(own([...story.first, ...story.second], customer)).values()])
      .flatMap(times => times.slice(1).map((at, index) => at - (times[index] ?? 0)))
    expect(gaps.some(gap => gap > 31 * MINUTE && gap <= 33 * MINUTE)).toBe(true)
    expect(gaps.some(gap => gap >= 24 * MINUTE && gap < 29 * MINUTE)).toBe(true)
  }
})

test('late payments change windows that are there, make new ones, and come up to 22 hours after newer ones of the same customer', () => {
  for (const { first, second } of stories) {
    const tumbling = TABLES['payments-per-5-minutes']
    const before = tumbling(first)
    const late = second.filter(({ at }) => at < newestOf(first) - HOUR)
    const keys = [...tumbling(late).keys()]
    expect(keys.some(key => before.has(key))).toBe(true)
    expect(keys.some(key => !before.has(key))).toBe(true)
    const lateness = late.map(({ customer, at }) => newestOf(own(first, customer)) - at)
    expect(Math.min(...lateness)).toBeGreaterThan(HOUR)
    expect(Math.max(...lateness)).toBeGreaterThan(20.7 * HOUR)
  }
})

test('the last second of a window and the first of the next are there, of one customer', () => {
  for (const { first } of stories) {
    const edge = [...timesOf(first).values()].find(
      times =>
        times.length === 4 &&
        times[1] !== undefined &&
        times[1] % (5 * MINUTE) === 0 &&
        times[1] - (times[0] ?? 0) === 1000,
    )
    expect(edge).toBeDefined()
    expect((edge?.[2] ?? 0) + 1000).toBe(edge?.[3])
  }
})

test('a program that lets no payment be late, with partitions in any order, counts the sessions of payments in order; none joins two', () => {
  for (const { first, second, inOrder } of stories) {
    const seen: Payment[] = []
    const newest = newestOf(first)
    for (const part of [first, second.filter(({ at }) => at >= newest - HOUR)]) {
      const sessions = [...TABLES['payment-sessions'](seen).keys()].map(key => {
        const [customer = '', span = ''] = key.split('@')
        const [from = 0, to = 0] = span.split('/').map(text => Date.parse(text))
        return { customer, from, to }
      })
      const closed = newestOf(part) - 30 * MINUTE
      for (const { customer, at } of part.filter(payment => inOrder.has(payment.customer))) {
        const touched = sessions.filter(
          session =>
            session.customer === customer &&
            at >= session.from - 30 * MINUTE &&
            at <= session.to + 30 * MINUTE,
        )
        expect(touched.length).toBeLessThanOrEqual(1)
        expect(Math.max(at, touched[0]?.to ?? 0)).toBeGreaterThanOrEqual(closed)
        // At most ten minutes back.
        if (part !== first) expect(at).toBeGreaterThanOrEqual(newest - 10 * MINUTE)
      }
      // Payments of one customer in one part make one session, in whatever order they come.
      for (const customer of inOrder) {
        const times = timesOf(own(part, customer)).get(customer) ?? []
        expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(30 * MINUTE)
      }
      seen.push(...part.filter(payment => inOrder.has(payment.customer)))
    }
    const told = TABLES['payment-sessions'](seen)
    const begun = TABLES['payment-sessions'](first.filter(payment => inOrder.has(payment.customer)))
    const lengthened = [...begun.keys()].filter(key => !told.has(key))
    expect(lengthened.length).toBeGreaterThanOrEqual(2)
  }
})

test('late payments lengthen sessions at both ends, add to them, stand apart, and join two; so do those of the outage', () => {
  const count = (payments: readonly Payment[]): Map<string, number> =>
    new Map(
      [...timesOf(payments)].map(([customer, times]) => [
        customer,
        times.filter((at, index) => index === 0 || at - (times[index - 1] ?? 0) > 30 * MINUTE).length,
      ]),
    )
  for (const story of stories) {
    const [one = [], two = [], three = []] = stages(story)
    for (const [before, after] of [
      [one, two],
      [two, three],
    ] as const) {
      const [earlier, later] = [count(before), count(after)]
      const change = [...earlier].map(([customer, sessions]) => (later.get(customer) ?? 0) - sessions)
      expect(change.filter(difference => difference < 0).length).toBeGreaterThanOrEqual(2)
      expect(change.some(difference => difference > 0)).toBe(true)
    }
    // Rows of before the crash that nothing after it touches, and rows that are there since long.
    const down = new Set(story.whileDown.map(({ customer }) => customer))
    expect(story.beforeCrash.some(({ customer }) => !down.has(customer))).toBe(true)
    const windows = TABLES['payments-per-5-minutes']
    const there = windows(two)
    expect([...windows(story.whileDown).keys()].some(key => there.has(key))).toBe(true)
  }
})
