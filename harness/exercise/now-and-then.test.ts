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
