import { expect, test } from 'vitest'
import { within } from './within.ts'

const never = new Promise<string>(() => {})

test('what comes in time is given on, a failure too, and nothing keeps the process waiting', async () => {
  const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = timers()
  expect(await within(60_000, Promise.resolve('there'), 'late')).toBe('there')
  await expect(within(60_000, Promise.reject(new Error('broken')), 'late')).rejects.toThrow('broken')
  expect(timers()).toBe(before)
})

test('what does not come is late', async () => {
  expect(await within(1, never, 'late')).toBe('late')
})
