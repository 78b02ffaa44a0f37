import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('one name is served in order, also after a failure; names do not wait for each other', async () => {
  const turns = new Turns()
  const log: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = turns.take('a', async () => {
    await gate.promise
    log.push('a1')
    throw new Error('a1 failed')
  })
  const second = turns.take('a', async () => log.push('a2'))
  await turns.take('b', async () => log.push('b1'))
  gate.resolve()
  await expect(first).rejects.toThrow('a1 failed')
  await second
  expect(log).toEqual(['b1', 'a1', 'a2'])
})
