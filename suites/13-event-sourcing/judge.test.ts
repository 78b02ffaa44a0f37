import { expect, test } from 'vitest'
import type { StoredRecord } from '#harness/exercise/words.ts'
import { Account } from './accounts.ts'
import { balancesFinding, eventsFinding, hasRightEvents, recordsByAccount } from './judge.ts'

const account = new Account('ä-1')
account.decide({ command_id: '1', type: 'open' })
account.decide({ command_id: '2', type: 'deposit', amount: 12.5 })
account.decide({ command_id: '3', type: 'withdraw', amount: 20 })
const KNOWN = new Set(['ä-1', 'none'])

const record = (
  value: object | string | null,
  { key = 'ä-1', partition = 0, offset = 0 } = {},
): StoredRecord => ({
  partition,
  offset: BigInt(offset),
  timestamp: 0n,
  headers: [],
  key: Buffer.from(key),
  value: value === null ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
})
const [opened, deposited, rejected] = [
  '{"command_id":"1","type":"opened"}',
  '{"by":"me","amount":12.50,"command_id":"2","type":"deposited"}',
  '{"command_id":"3","type":"rejected","amount":20.0}',
]
const events = (...values: (object | string | null)[]): StoredRecord[] =>
  values.map((value, offset) => record(value, { offset }))
const judged = (records: StoredRecord[]) => eventsFinding([account], records, KNOWN, 'hint')

test('events are right whatever the order of their members, what else they have, and how numbers are written', () => {
  const records = events(opened, deposited, rejected)
  expect(judged(records.toReversed())).toBeUndefined()
  expect(hasRightEvents(account, recordsByAccount(records))).toBe(true)
  expect(hasRightEvents(account, recordsByAccount(records.slice(0, 2)))).toBe(false)
})

test.each<[string, StoredRecord[], string, boolean]>([
  ['nothing yet', [], '1 account(s) lack events', false],
  ['one missing', events(opened, deposited), '1 account(s) lack events', false],
  [
    'one left out',
    events(opened, rejected),
    '1 account(s) have an event that does not follow from their commands',
    true,
  ],
  [
    'one too many',
    events(opened, deposited, rejected, rejected),
    '1 account(s) have an event for a command that they have seen before',
    true,
  ],
  [
    'the same again',
    events(opened, opened, deposited),
    '1 account(s) have an event for a command that they have seen before',
    true,
  ],
  [
    'an amount that is null',
    events({ command_id: '1', type: 'opened', amount: null }),
    '1 account(s) have an event that does not follow from their commands',
    true,
  ],
  [
    'no amount',
    events(opened, { command_id: '2', type: 'deposited' }),
    '1 account(s) have an event that does not follow from their commands',
    true,
  ],
  [
    'no value',
    events(opened, null),
    '1 account(s) have an event that does not follow from their commands',
    true,
  ],
  [
    'another key',
    [record(opened, { key: '1' })],
    'account-events has events of 1 account(s) that there are not',
    true,
  ],
  [
    'two partitions',
    [record(opened), record(deposited, { partition: 3 })],
    'the events of 1 account(s) are spread over partitions',
    true,
  ],
])('%s', (_, records, message, final) => {
  const finding = judged(records)
  expect(finding?.message).toBe(message)
  expect(finding?.final ?? false).toBe(final)
})

test('rows that say zero are the same as none, the latest counts, and it has two decimals', () => {
  const rows = (...values: (string | null)[]): StoredRecord[] =>
    values.map((value, offset) => record(value, { offset }))
  const none = [...KNOWN].map(id => new Account(id)).slice(1)
  const found = (records: StoredRecord[]) => balancesFinding([account, ...none], records, KNOWN)?.actual
  expect(found(rows('0.00', '12.50'))).toBeUndefined()
  expect(found([...rows('12.50'), record('0', { key: 'none' })])).toBeUndefined()
  expect(found([...rows('12.50'), record('0.00', { key: 'foreign' })])).toBeUndefined()
  expect(found(rows('12.50', '12.5'))).toBe('ä-1: 12.5 instead of 12.50')
  expect(found(rows('12.50', null))).toBe('ä-1: nothing instead of 12.50')
  expect(found([...rows('12.50'), record('1.00', { key: 'foreign' })])).toBe(
    'foreign: 1.00 instead of nothing',
  )
  expect(found([])).toBe('account-balances is empty')
})
