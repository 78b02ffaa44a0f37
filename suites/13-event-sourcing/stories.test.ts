import { expect, test } from 'vitest'
import { partitionOf, Random } from '#harness/exercise/words.ts'
import type { Account, AccountEvent, Command } from './accounts.ts'
import { Stories, type Told } from './stories.ts'

/** A thousand seeds, in parts: on a machine with other work all of them at once take longer than a test may. */
const PARTS = [0, 250, 500, 750]
const seedsFrom = (first: number): string[] =>
  Array.from({ length: 250 }, (_, index) => `seed ${first + index}`)

const events = (told: readonly Told[]): AccountEvent[] => accountsOf(told).flatMap(account => account.events)
const accountsOf = (told: readonly Told[]): Account[] => [...new Set(told.map(({ account }) => account))]
const isValid = ({ type, amount }: Command): boolean =>
  type === 'open'
    ? amount === undefined
    : amount !== undefined && amount >= 0 && amount <= 1_000_000 && Number(amount.toFixed(2)) === amount

/** A thousand times `expect` would take longer than all that is expected. */
const faultsAt = (seed: string, holds: Record<string, boolean>): string[] =>
  Object.keys(holds)
    .filter(what => !holds[what])
    .map(what => `${seed}: not ${what}`)

const partitionsOf = (accounts: readonly { id: string }[]): Set<number> =>
  new Set(accounts.map(({ id }) => partitionOf(id, 6)))

test.each(PARTS)(
  'at every seed from %i on stories keep to the contract, and each check finds in its own what it is about, and not before',
  begin => {
    const faults = seedsFrom(begin).flatMap(seed => {
      const stories = new Stories(new Random(seed))
      const accepted = stories.accepted()
      const good = accountsOf(accepted)
      const first = faultsAt(seed, {
        'accepted throughout': events(accepted).every(({ type }) => type !== 'rejected'),
        'accepted on every partition': partitionsOf(good).size === 6,
        'less in binary': good.some(whereDoublesAreLess),
        'a million': good.some(({ commands }) => commands.some(({ amount }) => amount === 1_000_000)),
        'everything taken out': good.some(everythingTaken),
        'accepted once': !comesAgain(accepted),
      })
      const refused = stories.refused()
      const why = accountsOf(refused).flatMap(reasons)
      const second = faultsAt(seed, {
        'refused once': !comesAgain(refused),
        'refused for every reason': ['not open', 'open already', 'nothing', 'one cent'].every(reason =>
          why.includes(reason),
        ),
        'a balance with an idle zero': accountsOf(refused).some(({ balance }) => balance === 750n),
        'never opened': accountsOf(refused).some(
          ({ balance, events }) => balance === undefined && events.length === 3,
        ),
      })
      const repeated = stories.repeated(true)
      const uses = accountsOf(repeated).flatMap(({ id, events }) =>
        events.map(({ command_id }) => ({ command_id, id })),
      )
      const users = [...Map.groupBy(uses, ({ command_id }) => command_id).values()].map(
        all => new Set(all.map(({ id }) => id)),
      )
      const shared = users.filter(({ size }) => size > 1)
      const third = faultsAt(seed, {
        repeated: comesAgain(repeated),
        'four ids of two accounts': shared.length === 4,
        'of one partition': shared.every(ids => partitionsOf([...ids].map(id => ({ id }))).size === 1),
      })
      const further = stories.further({ again: true, refusals: true })
      const fresh = stories.further({ again: false, refusals: false })
      const written = stories.written()
      const ids = [...stories.accounts.keys()]
      const types = new Set(written.events.map(({ type }) => type))
      const last = faultsAt(seed, {
        'going on everywhere': partitionsOf(accountsOf(further)).size === 6,
        'going on for long': fresh.length > 20,
        'ids as agreed': ids.every(id => /^[\p{L}\d][\p{L}\d-]*$/u.test(id)),
        'ids beyond ASCII': ids.some(id => /[^\x20-\x7e]/.test(id)),
        'valid commands': [...stories.accounts.values()].every(({ commands }) => commands.every(isValid)),
        'an account of its own': !stories.accounts.has(written.id) && stories.unheardOf() !== written.id,
        'all kinds of events': types.size === 4,
        'refused without an amount': written.events.some(
          ({ type, amount }) => type === 'rejected' && amount === undefined,
        ),
        'something left': (written.balance ?? 0n) > 0n,
      })
      return [...first, ...second, ...third, ...last]
    })
    expect(faults).toEqual([])
  },
)

test('without refusals nothing is rejected, without repetitions nothing comes again', () => {
  for (const seed of seedsFrom(0)) {
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
