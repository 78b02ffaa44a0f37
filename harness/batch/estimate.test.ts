import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/random.ts'
import { makeEstimate } from './estimate.ts'

/** Exercises of a minute and of five seconds, people of one kind and another; wrong work takes longer. */
function simulate(seed: string, labs: number) {
  const random = new Random(seed)
  const means = [60_000, 5_000, 20_000, 8_000, 45_000, 30_000, 12_000, 90_000]
  const orders = Array.from({ length: 60 }, () =>
    means.map((mean, index) => ({
      exercise: `e${index}`,
      ms: mean * (random.chance(0.3) ? 2 : 1) * (random.int(85, 115) / 100),
    })),
  ).flat()
  const left = Map.groupBy(orders, ({ exercise }) => exercise)
  const counts = new Map([...left].map(([id, all]) => [id, all.length]))
  const estimate = makeEstimate()
  const free = Array.from({ length: labs }, () => 0)
  let told: { at: number; ms: number } | undefined
  for (const [index, { exercise, ms }] of orders.entries()) {
    const lab = free.indexOf(Math.min(...free))
    if (index === 80) told = { at: Math.min(...free), ms: estimate.remaining(counts, labs) ?? 0 }
    free[lab] = (free[lab] ?? 0) + ms
    estimate.record(exercise, ms)
    counts.set(exercise, (counts.get(exercise) ?? 0) - 1)
  }
  return { told: told?.ms ?? 0, took: Math.max(...free) - (told?.at ?? 0) }
}

test.each([1, 2, 4])('after ten people it is right within a fifth, with %d labs', labs => {
  for (let seed = 0; seed < 50; seed++) {
    const { told, took } = simulate(`${seed}`, labs)
    expect(Math.abs(told - took) / took, `seed ${seed}: ${told} for ${took}`).toBeLessThan(0.2)
  }
})

test('nothing is told before anything is known', () => {
  const estimate = makeEstimate()
  expect(estimate.remaining(new Map([['a', 3]]), 2)).toBeUndefined()
  estimate.record('a', 10)
  expect(
    estimate.remaining(
      new Map([
        ['a', 3],
        ['b', 1],
      ]),
      2,
    ),
  ).toBe(20)
  expect(estimate.remaining(new Map([['a', 1]]), 8)).toBe(10)
  expect(estimate.remaining(new Map([['a', 0]]), 8)).toBe(0)
})
