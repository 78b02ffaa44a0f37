import { expect, test, vi } from 'vitest'
import { nowAndThen } from './now-and-then.ts'

test('asks anew only when the last answer is old', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
  let asked = 0
  const answer = nowAndThen(1000, async () => ++asked)
  expect(await answer()).toBe(1)
  clock.mockReturnValue(999)
  expect(await answer()).toBe(1)
  clock.mockReturnValue(1000)
  expect(await answer()).toBe(2)
  clock.mockRestore()
})

test('a question that came to nothing is asked anew at once', async () => {
  let asked = 0
  const answer = nowAndThen(60_000, async () => {
    asked += 1
    if (asked === 1) throw new Error('not now')
    return asked
  })
  await expect(answer()).rejects.toThrow('not now')
  expect(await answer()).toBe(2)
})
