// The three tables that the events ought to give, and what the topics say they are.
import {
  isoTime,
  latestRows,
  money,
  type StoredRecord,
  windowStarts,
  wrongKeys,
} from '#harness/exercise/words.ts'

export interface ActivityEvent {
  user_id: string
  action: string
  timestamp: string
  page?: string
  amount?: number
  [more: string]: unknown
}

export type Table = Map<string, string>

/** What the events add up to; it knows valid events only. */
export class Model {
  readonly #users = new Map<string, Set<string>>()
  readonly #cents = new Map<string, bigint>()
  readonly #views = new Map<string, number>()

  add({ user_id, action, timestamp, page, amount }: ActivityEvent): void {
    const minute = startOf(timestamp, 60_000)
    const hour = startOf(timestamp, 3_600_000)
    const users = this.#users.get(minute) ?? new Set()
    this.#users.set(minute, users.add(user_id))
    if (action === 'purchase')
      this.#cents.set(hour, (this.#cents.get(hour) ?? 0n) + BigInt(Math.round((amount ?? 0) * 100)))
    if (action === 'page_view' && page !== undefined) this.#views.set(page, (this.#views.get(page) ?? 0) + 1)
  }

  get activeUsers(): Table {
    return new Map([...this.#users].map(([minute, users]) => [minute, String(users.size)]))
  }

  get revenue(): Table {
    const rows = [...this.#cents].filter(([, cents]) => cents > 0n)
    return new Map(rows.map(([hour, cents]) => [hour, money(cents)]))
  }

  get popularPages(): Table {
    return new Map([...this.#views].map(([page, views]) => [page, String(views)]))
  }
}

/** Start of the UTC minute or hour, as `2024-01-15T10:00:00Z`. */
export function startOf(timestamp: string, lengthMs: number): string {
  const [start = 0] = windowStarts(Date.parse(timestamp), lengthMs)
  return isoTime(start)
}

/** The moment that stands in the text where its offset is overlooked. */
export function withoutOffset(timestamp: string): string {
  return timestamp.replace(/(Z|[+-]\d\d:\d\d)$/, 'Z')
}

/**
 * Does a mistake that makes this table explain the rows that are wrong? One of them is a row that only the mistake has, and none is more than the
 * mistake makes of it: rows may still be on their way.
 */
export function explains(mistaken: Table, told: Table, right: Table, keys: readonly string[]): boolean {
  const number = (table: Table, key: string): number => Number(table.get(key) ?? 0)
  return (
    keys.some(key => told.has(key) && !right.has(key) && mistaken.has(key)) &&
    keys.every(key => number(told, key) <= number(mistaken, key))
  )
}

/** The latest value of every key; rows that say zero are left out. */
export function latestTable(records: readonly StoredRecord[]): Table {
  const rows = [...latestRows(records)].map(([key, { value }]) => [key, String(value)] as const)
  return new Map(rows.filter(([, value]) => !/^0(\.0+)?$/.test(value)))
}

/** Is one of these rows more than it ought to be, no number at all, or written in another way? */
export function beyond(told: Table, right: Table, keys = wrongKeys(told, right)): boolean {
  return keys.some(key => {
    const value = told.get(key)
    return value !== undefined && !(Number(value) < Number(right.get(key) ?? 0))
  })
}
