import { expect, test } from 'vitest'
import { partitionOf, Random } from '#harness/exercise/words.ts'
import type { Account, AccountEvent, Command } from './accounts.ts'
import { Stories, type Told } from './stories.ts'

const SEEDS = Array.from({ length: 1000 }, (_, seed) => `seed ${seed}`)

const events = (told: readonly Told[]): AccountEvent[] => accountsOf(told).flatMap(account => account.events)
const accountsOf = (told: readonly Told[]): Account[] => [...new Set(told.map(({ account }) => account))]
const isValid = ({ type, amount }: Command): boolean =>
  type === 'open'
    ? amount === undefined
    : amount !== undefined && amount >= 0 && amount <= 1_000_000 && Number(amount.toFixed(2)) === amount

test('at every seed stories keep to the contract, and each check finds in its own what it is about, and not before', () => {
  for (const seed of SEEDS) {
    const stories = new Stories(new Random(seed))
    const accepted = stories.accepted()
    expect(events(accepted).every(({ type }) => type !== 'rejected')).toBe(true)
    expect(new Set(accountsOf(accepted).map(({ id }) => partitionOf(id, 6))).size).toBe(6)
    expect(accountsOf(accepted).some(whereDoublesAreLess)).toBe(true)
    expect(
      accountsOf(accepted).some(({ commands }) => commands.some(({ amount }) => amount === 1_000_000)),
    ).toBe(true)
    // Everything is taken out somewhere.
    expect(accountsOf(accepted).some(everythingTaken)).toBe(true)
    expect(comesAgain(accepted)).toBe(false)

    const refused = stories.refused()
    expect(comesAgain(refused)).toBe(false)
    const rejected = accountsOf(refused).flatMap(reasons)
    for (const reason of ['not open', 'open already', 'nothing', 'one cent'])
      expect(rejected).toContain(reason)
    expect(
      accountsOf(refused).some(({ balance, events }) => balance === undefined && events.length === 3),
    ).toBe(true)

    const repeated = stories.repeated(true)
    expect(comesAgain(repeated)).toBe(true)
    const users = Map.groupBy(
      accountsOf(repeated).flatMap(({ id, events }) => events.map(({ command_id }) => ({ command_id, id }))),
      ({ command_id }) => command_id,
    )
    const shared = [...users.values()].filter(uses => new Set(uses.map(({ id }) => id)).size > 1)
    expect(shared).toHaveLength(4)
    for (const uses of shared) expect(new Set(uses.map(({ id }) => partitionOf(id, 6))).size).toBe(1)

    const further = stories.further({ again: true, refusals: true })
    expect(new Set(accountsOf(further).map(({ id }) => partitionOf(id, 6))).size).toBe(6)
    const fresh = stories.further({ again: false, refusals: false })
    expect(fresh.length).toBeGreaterThan(20)

    const all = [...stories.accounts.values()]
    for (const { id, commands } of all) {
      expect(id).toMatch(/^[\p{L}\d][\p{L}\d-]*$/u)
      expect(commands.every(isValid)).toBe(true)
    }
    expect(all.some(({ id }) => /[^\x20-\x7e]/.test(id))).toBe(true)

    const written = stories.written()
    expect(stories.accounts.has(written.id)).toBe(false)
    expect(written.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['opened', 'deposited', 'withdrawn', 'rejected']),
    )
    expect(written.events.some(({ type, amount }) => type === 'rejected' && amount === undefined)).toBe(true)
    expect(written.balance).toBeGreaterThan(0n)
    expect(stories.unheardOf()).not.toBe(written.id)
  }
})

test('without refusals nothing is rejected, without repetitions nothing comes again', () => {
  for (const seed of SEEDS.slice(0, 200)) {
    const stories = new Stories(new Random(seed))
    stories.accepted()
    const repeated = stories.repeated(false)
    expect(events(repeated).every(({ type }) => type !== 'rejected')).toBe(true)
    const before = new Map([...stories.accounts].map(([id, { commands }]) => [id, commands.length]))
    const further = stories.further({ again: false, refusals: false })
    expect(events(further).every(({ type }) => type !== 'rejected')).toBe(true)
    const fresh = further.filter(({ account }) => !before.has(account.id))
    expect(comesAgain(fresh)).toBe(false)
  }
})

function comesAgain(told: readonly Told[]): boolean {
  return accountsOf(told).some(({ commands, events }) => commands.length > events.length)
}

function everythingTaken({ events }: Account): boolean {
  let cents = 0
  return events.some(({ type, amount = 0 }) => {
    cents += Math.round(amount * 100) * (type === 'withdrawn' ? -1 : 1)
    return type === 'withdrawn' && cents === 0
  })
}

function whereDoublesAreLess({ commands }: Account): boolean {
  let balance = 0
  return commands.some(({ type, amount = 0 }) => {
    if (type === 'withdraw' && amount > balance) return true
    balance += type === 'withdraw' ? -amount : amount
    return false
  })
}

/** Why commands of the account were rejected. */
function reasons({ commands, events }: Account): string[] {
  let cents: number | undefined
  return commands.flatMap(({ type, amount = 0 }, index) => {
    const own = Math.round(amount * 100)
    if (events[index]?.type === 'rejected') {
      if (type === 'open') return 'open already'
      if (cents === undefined) return 'not open'
      if (own === 0) return 'nothing'
      return own === cents + 1 ? 'one cent' : 'too much'
    }
    cents = type === 'open' ? 0 : (cents ?? 0) + (type === 'withdraw' ? -own : own)
    return []
  })
}
