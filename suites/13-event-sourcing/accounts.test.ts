import { expect, test } from 'vitest'
import { Account, type Command } from './accounts.ts'

function story(...commands: [string, Command['type'], number?][]): Account {
  const account = new Account('a-1')
  for (const [command_id, type, amount] of commands)
    account.decide({ command_id, type, ...(amount === undefined ? {} : { amount }) })
  return account
}

const types = (account: Account): string[] => account.events.map(({ type }) => type)

test('what is above the balance, unknown, open already or 0 is rejected, and changes nothing', () => {
  const account = story(
    ['1', 'deposit', 5],
    ['2', 'open'],
    ['3', 'withdraw', 0.01],
    ['4', 'deposit', 0.7],
    ['5', 'deposit', 0.1],
    ['6', 'open'],
    ['7', 'withdraw', 0.81],
    ['8', 'withdraw', 0],
    ['9', 'deposit', 0],
    ['10', 'withdraw', 0.8],
  )
  expect(types(account).join(' ')).toBe(
    'rejected opened rejected deposited deposited rejected rejected rejected rejected withdrawn',
  )
  expect(account.balance).toBe(0n)
  expect(account.events[0]).toEqual({ command_id: '1', type: 'rejected', amount: 5 })
  expect(account.events[1]).toEqual({ command_id: '2', type: 'opened' })
})

test('a command that comes again gives no event, whatever was decided then', () => {
  const account = story(
    ['1', 'open'],
    ['2', 'withdraw', 5],
    ['3', 'deposit', 9],
    ['2', 'withdraw', 5],
    ['3', 'deposit', 9],
    ['1', 'open'],
  )
  expect(types(account)).toEqual(['opened', 'rejected', 'deposited'])
  expect(account.balance).toBe(900n)
  expect(account.commands).toHaveLength(6)
})

test('an account that was never opened has no balance', () => {
  expect(story(['1', 'deposit', 5]).balance).toBeUndefined()
})
