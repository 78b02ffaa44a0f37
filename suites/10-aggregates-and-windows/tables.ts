// The five tables that payments ought to give, as text: what the topics say is brought into the same form.
import { isoTime, money, windowStarts } from '#harness/exercise/words.ts'
import { MINUTE, type Payment } from './payments.ts'

export type Table = Map<string, string>

/** Longer without a payment, and a session has ended. */
const GAP = 30 * MINUTE

/** The topics of the results, and what each ought to hold. */
export const TABLES = {
  'payment-counts': (payments: readonly Payment[]) => counts(payments, ({ customer }) => [customer]),
  'customer-spending': spending,
  'payments-per-5-minutes': (payments: readonly Payment[]) => counts(payments, inWindows(5 * MINUTE)),
  'payments-per-10-minutes': (payments: readonly Payment[]) =>
    counts(payments, inWindows(10 * MINUTE, 5 * MINUTE)),
  'payment-sessions': sessions,
} as const satisfies Record<string, (payments: readonly Payment[]) => Table>

export type TableName = keyof typeof TABLES

function counts(payments: readonly Payment[], keysOf: (payment: Payment) => string[]): Table {
  const counted = new Map<string, number>()
  for (const payment of payments)
    for (const key of keysOf(payment)) counted.set(key, (counted.get(key) ?? 0) + 1)
  return new Map([...counted].map(([key, count]) => [key, String(count)]))
}

function spending(payments: readonly Payment[]): Table {
  const sums = new Map<string, bigint>()
  for (const { customer, cents } of payments) sums.set(customer, (sums.get(customer) ?? 0n) + cents)
  return new Map([...sums].map(([customer, cents]) => [customer, money(cents)]))
}

function inWindows(size: number, advance = size): (payment: Payment) => string[] {
  return ({ customer, at }) => windowStarts(at, size, advance).map(start => `${customer}@${isoTime(start)}`)
}

const sessionKey = (customer: string, first: number, last: number): string =>
  `${customer}@${isoTime(first)}/${isoTime(last)}`

function sessions(payments: readonly Payment[]): Table {
  const rows: Table = new Map()
  for (const [customer, times] of timesOf(payments)) {
    let session: number[] = []
    for (const [index, at] of times.entries()) {
      session.push(at)
      if ((times[index + 1] ?? Number.POSITIVE_INFINITY) - at <= GAP) continue
      rows.set(sessionKey(customer, session[0] ?? at, at), String(session.length))
      session = []
    }
  }
  return rows
}

/** All rows that a session may have had on its way: from one payment of a customer to the same or a later one. */
export function possibleSessions(payments: readonly Payment[]): Set<string> {
  const keys = new Set<string>()
  for (const [customer, times] of timesOf(payments))
    for (const [index, first] of times.entries())
      for (const last of times.slice(index)) keys.add(sessionKey(customer, first, last))
  return keys
}

/** The times of each customer's payments, the earliest first. */
export function timesOf(payments: readonly Payment[]): Map<string, number[]> {
  const times = Map.groupBy(payments, ({ customer }) => customer)
  return new Map(
    [...times].map(([customer, own]) => [customer, own.map(({ at }) => at).sort((a, b) => a - b)]),
  )
}
