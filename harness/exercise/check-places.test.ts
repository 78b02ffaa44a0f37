import { expect, test } from 'vitest'
import { readingOf } from './check-places.ts'
import { exerciseIds, loadExercise } from './suites.ts'

test('every check of every suite is found in its text', async () => {
  for (const id of await exerciseIds()) {
    const exercise = await loadExercise(id)
    const { places } = readingOf(exercise)
    for (const check of exercise.declare())
      expect(places.get(check.id), `${id}/${check.id}`).toMatchObject({
        file: `suites/${id}/suite.ts`,
        line: expect.any(Number),
      })
  }
})

test('the exercises of the day name their part of the guide', async () => {
  const { guide } = readingOf(await loadExercise('02-fault-tolerance'))
  expect(guide[0]).toBe('Exercise 2: Test Fault Tolerance')
})
