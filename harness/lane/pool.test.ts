import { expect, test } from 'vitest'
import { howManyLanes } from './how-many-lanes.ts'
import { deal } from './pool.ts'
import type { RunsExercises } from './runs-exercises.ts'

const runner = (): RunsExercises => ({ phases: {}, run: async () => {}, close: async () => {} })
const GIB = 1024 ** 3

/** Who did what, when all work takes as long as it says. */
async function dealt(lengths: number[], runners: number, signal = new AbortController().signal) {
  const all = Array.from({ length: runners }, runner)
  const done: { seconds: number; by: number; last: boolean }[] = []
  await deal(
    lengths.map(seconds => ({ seconds })),
    all,
    async ({ seconds }, by, last) => {
      done.push({ seconds, by: all.indexOf(by), last })
      await new Promise(resolve => setTimeout(resolve, seconds))
    },
    signal,
  )
  return done
}

test('the longest begin first, each is done once, and whoever is free takes the next', async () => {
  const done = await dealt([10, 90, 20, 60, 30], 2)
  expect(done.slice(0, 3)).toMatchObject([{ seconds: 90 }, { seconds: 60 }, { seconds: 30 }])
  expect(done.map(({ seconds }) => seconds).sort((a, b) => a - b)).toEqual([10, 20, 30, 60, 90])
  expect(new Set(done.map(({ by }) => by))).toEqual(new Set([0, 1]))
  expect(done.at(-1)?.last).toBe(true)
})

test('one runner keeps the order', async () => {
  expect((await dealt([1, 9, 5], 1)).map(({ seconds }) => seconds)).toEqual([1, 9, 5])
})

test('one that cannot be opened gets no work, and the others do it all', async () => {
  const absent = { ...runner(), opened: Promise.resolve(false) }
  const there = { ...runner(), opened: Promise.resolve(true) }
  const by: RunsExercises[] = []
  const work = async (_: object, one: RunsExercises): Promise<void> => void by.push(one)
  await deal([{}, {}, {}], [absent, there], work, new AbortController().signal)
  expect(by).toEqual([there, there, there])
})

test('nothing begins after the end has been asked for', async () => {
  const controller = new AbortController()
  controller.abort()
  expect(await dealt([1, 2], 2, controller.signal)).toEqual([])
})

test.each([
  [{ exercises: 8, cores: 2, available: 20 * GIB }, 2],
  [{ exercises: 8, cores: 2, available: 4 * GIB }, 1],
  [{ exercises: 3, cores: 2, available: 20 * GIB }, 1],
  [{ exercises: 8, cores: 1, available: 20 * GIB }, 1],
  [{ exercises: 8, cores: 8, available: 20 * GIB }, 4],
  [{ exercises: 8, cores: 8, available: 1 * GIB }, 1],
])('%o: %i', ({ exercises, ...room }, lanes) => {
  expect(howManyLanes(exercises, { ...room, constrained: 0 })).toBe(lanes)
})
