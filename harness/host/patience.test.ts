import { describe, expect, test } from 'vitest'
import { PatienceClock } from './patience.ts'

/** A second at a time, each at a stretch of its own. */
function after(stretches: readonly number[]): { spent: number; wall: number } {
  let now = 0
  let stretch = 1
  const clock = new PatienceClock(
    () => now,
    () => stretch,
  )
  let spent = 0
  for (const each of stretches) {
    now += 1000
    stretch = each
    spent = clock.spent()
  }
  return { spent, wall: clock.wall() }
}

describe('the patience clock', () => {
  test.each([
    ['an idle machine', [1, 1, 1], 3000],
    ['a busy one', [4, 4, 4, 4], 1000],
    // Six seconds at a stretch of four were worth one and a half; that the load has ended makes them no more.
    ['a load that ends', [4, 4, 4, 4, 4, 4, 1], 2500],
    ['a load that begins', [1, 1, 2, 2], 3000],
    ['a machine that is faster than usual', [0.5, 0.5], 2000],
  ])('%s', (_, stretches, spent) => {
    expect(after(stretches)).toEqual({ spent, wall: stretches.length * 1000 })
  })
})
