// What a topic of results says, in the form that the tables are written in, and what kind of wrong it is.
import { latestRows, type StoredRecord, shownBytes, wholeNumber, wrongKeys } from '#harness/exercise/words.ts'
import type { Payment } from './payments.ts'
import { possibleSessions, TABLES, type Table, type TableName } from './tables.ts'

/** The latest value of each key; rows that say zero are left out. What is no number stays as it is written, and is no row that ought to be. */
export function toldRows(name: TableName, records: readonly Pick<StoredRecord, 'key' | 'value'>[]): Table {
  const rows: Table = new Map()
  for (const [key, { value }] of latestRows(records)) {
    const text =
      value === null ? undefined : name === 'customer-spending' ? moneyText(value) : numberText(value)
    if (text !== undefined) rows.set(key, text)
  }
  return rows
}

function numberText(value: Buffer): string | undefined {
  const number = wholeNumber(value)
  if (number === undefined) return shownBytes(value)
  return number === 0n ? undefined : String(number)
}

function moneyText(value: Buffer): string | undefined {
  const text = shownBytes(value)
  return /^0(\.00)?$/.test(text) ? undefined : text
}

/** One table, as it ought to be after all payments so far. */
export class Judge {
  readonly name: TableName
  readonly right: Table
  readonly #sessions: ReadonlySet<string>

  constructor(name: TableName, payments: readonly Payment[]) {
    this.name = name
    this.right = TABLES[name](payments)
    this.#sessions = name === 'payment-sessions' ? possibleSessions(payments) : new Set()
  }

  /** @param about which keys are looked at */
  wrong(told: Table, about: (key: string) => boolean): string[] {
    return wrongKeys(told, this.right).filter(about)
  }

  /**
   * Rows that no payment puts right: a key that no row ever had, another way of writing, a count or sum that is too high. A session that has become
   * longer than a row of it says is on its way.
   */
  beyond(told: Table, keys: readonly string[]): boolean {
    return keys.some(key => {
      const value = told.get(key)
      if (value === undefined) return false
      if (this.name === 'payment-sessions') return this.#misplaced(key) || !/^\d+$/.test(value)
      return !(Number(value) < Number(this.right.get(key) ?? 0))
    })
  }

  /** Are there rows where none can be, as where time is not the payment's own or is written in another way? */
  misplaced(told: Table, keys: readonly string[]): boolean {
    return keys.some(key => told.has(key) && this.#misplaced(key))
  }

  #misplaced(key: string): boolean {
    return this.name === 'payment-sessions' ? !this.#sessions.has(key) : !this.right.has(key)
  }
}

/** Of a key with a window or a session; ids have no `@`. */
export const customerOf = (key: string): string => key.split('@')[0] ?? ''
