import { expect, test } from 'vitest'
import { Connected } from './connected.ts'

test('one client for all who ask, and another one after a failure', async () => {
  let tries = 0
  const connected = new Connected(async () => {
    tries++
    if (tries === 1) throw new Error('not now')
    return { number: tries }
  })
  const first = [connected.get(), connected.get()]
  for (const one of first) await expect(one).rejects.toThrow('not now')
  const [second, third] = await Promise.all([connected.get(), connected.get()])
  expect(second).toBe(third)
  expect(tries).toBe(2)
  const closed: number[] = []
  await connected.close(async ({ number }) => void closed.push(number))
  expect(closed).toEqual([2])
})

test('nothing is made to be closed', async () => {
  const connected = new Connected(async () => expect.unreachable())
  await connected.close(async () => {})
})
