// What the topics say of accounts, beside what became of their commands.
import {
  type fail,
  type JsonObject,
  latestRows,
  money,
  parseObject,
  pick,
  type StoredRecord,
  sameJson,
} from '#harness/exercise/words.ts'
import type { Account, AccountEvent } from './accounts.ts'

type Finding = Exclude<Parameters<typeof fail>[0], string>

/** The records of each account, as its partition has them; of one that is in several, one partition after the other. */
export function recordsByAccount(records: readonly StoredRecord[]): Map<string, StoredRecord[]> {
  const ordered = [...records].sort((a, b) => a.partition - b.partition || Number(a.offset - b.offset))
  return Map.groupBy(ordered, ({ key }) => key?.toString() ?? '(no key)')
}

/** Looked at again and again while more is waited for: each record is parsed once. */
const parsed = new WeakMap<StoredRecord, { event: JsonObject | undefined }>()

function eventIn(record: StoredRecord): JsonObject | undefined {
  const known = parsed.get(record)
  if (known) return known.event
  const object = parseObject(record.value)
  const event = object && pick(object, ['command_id', 'type', 'amount'])
  parsed.set(record, { event })
  return event
}

/** The first event that is not as it should be, or that is missing: how many are right before it. */
function rightEvents(events: readonly AccountEvent[], records: readonly StoredRecord[]): number {
  const wrong = records.findIndex((record, index) => {
    const expected = events[index]
    return !expected || !sameJson(eventIn(record), parseObject(JSON.stringify(expected)))
  })
  return wrong < 0 ? records.length : wrong
}

export function hasRightEvents({ id, events }: Account, told: ReadonlyMap<string, StoredRecord[]>): boolean {
  const records = told.get(id) ?? []
  return (
    records.length === events.length &&
    rightEvents(events, records) === events.length &&
    inOnePartition(records)
  )
}

function inOnePartition(records: readonly StoredRecord[]): boolean {
  return new Set(records.map(({ partition }) => partition)).size <= 1
}

/**
 * What is wrong with the events of these accounts; undefined where all of them are right.
 *
 * @param known ids of all accounts: an event of another one is nobody's
 */
export function eventsFinding(
  accounts: readonly Account[],
  records: readonly StoredRecord[],
  known: ReadonlySet<string>,
  hint: string,
): Finding | undefined {
  const told = recordsByAccount(records)
  const foreign = [...told.keys()].filter(id => !known.has(id))
  const spread = accounts.filter(({ id }) => !inOnePartition(told.get(id) ?? []))
  const others: string[] = []
  const again: string[] = []
  const missing: string[] = []
  for (const { id, events } of accounts) {
    const own = told.get(id) ?? []
    const right = rightEvents(events, own)
    const expected = events[right]
    const found = own[right]
    if (found && repeats(found, own.slice(0, right)))
      again.push(`${id}: event ${right + 1} is ${shown(found)} again`)
    else if (found)
      others.push(
        `${id}: event ${right + 1} is ${shown(found)} instead of ${expected ? JSON.stringify(expected) : 'nothing'}`,
      )
    else if (expected)
      missing.push(
        `${id} has ${right} of ${events.length} events; next should be ${JSON.stringify(expected)}`,
      )
  }
  // What has been written stays: only what is missing may still come.
  if (foreign.length > 0)
    return {
      message: `account-events has events of ${foreign.length} account(s) that there are not`,
      expected: 'key: the account id of the command, as UTF-8 text',
      actual: foreign.slice(0, 4).join(', '),
      final: true,
      hint: 'The key of an event is the account, as it is that of the command.',
    }
  if (spread.length > 0)
    return {
      message: `the events of ${spread.length} account(s) are spread over partitions`,
      expected: 'all events of an account in one partition, where they have an order',
      actual: spread
        .slice(0, 4)
        .map(({ id }) => id)
        .join(', '),
      final: true,
      hint: 'The partition follows from the key when the record has one and nobody chooses the partition by hand.',
    }
  if (again.length > 0)
    return {
      message: `${again.length} account(s) have an event for a command that they have seen before`,
      expected: 'one event a command, however often it comes',
      actual: again.slice(0, 3).join('; '),
      final: true,
      hint: 'Which commands an account has seen has to be remembered, whatever was decided then, and as long as its balance.',
    }
  if (others.length > 0)
    return {
      message: `${others.length} account(s) have an event that does not follow from their commands`,
      expected:
        'one event a command: its command_id, what became of it, its amount if it had one; in the order of the commands',
      actual: others.slice(0, 3).join('; '),
      final: true,
      hint,
    }
  if (missing.length > 0)
    return {
      message: `${missing.length} account(s) lack events`,
      expected: 'one event a command',
      actual: records.length === 0 ? 'account-events is empty' : missing.slice(0, 3).join('; '),
      hint,
    }
  return undefined
}

function repeats(found: StoredRecord, before: readonly StoredRecord[]): boolean {
  const id = eventIn(found)?.command_id
  return id !== undefined && before.some(record => sameJson(eventIn(record)?.command_id, id))
}

const ZERO = /^-?0+(\.0+)?$/

/** What is wrong with the rows of these accounts; undefined where all are right. Rows that say zero are the same as none. */
export function balancesFinding(
  accounts: readonly Account[],
  records: readonly StoredRecord[],
  known: ReadonlySet<string>,
): Finding | undefined {
  const rows = new Map<string, string>()
  for (const [id, { value }] of latestRows(records)) {
    const text = value?.toString() ?? ''
    if (value && !ZERO.test(text)) rows.set(id, text)
  }
  const wrong = accounts.flatMap(({ id, balance = 0n }) => {
    const expected = balance === 0n ? undefined : money(balance)
    return rows.get(id) === expected
      ? []
      : [`${id}: ${rows.get(id) ?? 'nothing'} instead of ${expected ?? 'nothing or 0.00'}`]
  })
  const foreign = [...rows]
    .filter(([id]) => !known.has(id))
    .map(([id, text]) => `${id}: ${text} instead of nothing`)
  const all = [...foreign, ...wrong]
  if (all.length === 0) return undefined
  return {
    message: `${all.length} row(s) of account-balances are wrong`,
    expected: 'the latest row of each account is its balance, as text with exactly two decimals',
    actual: records.length === 0 ? 'account-balances is empty' : all.slice(0, 4).join('; '),
    hint: 'A balance follows from the events of its account: what was deposited, less what was withdrawn. A rejection is an event, too, and changes nothing.',
  }
}

function shown({ value }: StoredRecord): string {
  const text = value?.toString() ?? 'a record without a value'
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
