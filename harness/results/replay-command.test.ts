import { expect, test } from 'vitest'
import { exampleResult } from '#harness/results/example-result.ts'
import { replayCommand } from '#harness/results/replay-command.ts'
import type { ExerciseVerdict } from '#harness/results/result.ts'

const [exercise] = exampleResult.exercises
const commandFor = (verdicts: Record<string, ExerciseVerdict>) =>
  replayCommand({
    ...exampleResult,
    options: [],
    exercises: Object.entries(verdicts).flatMap(([id, verdict]) =>
      exercise ? [{ ...exercise, id, verdict }] : [],
    ),
  })

test('what went wrong, the seed, and what else was typed, fit for a shell', () => {
  expect(replayCommand(exampleResult)).toBe(
    "npm test -- 03-word-count 04-schema-registry --seed k7f3q --submission 'my work'",
  )
  expect(replayCommand({ ...exampleResult, options: ['--submission', "it's"] })).toContain(
    `--submission 'it'\\''s'`,
  )
})

test('all of it where nothing went wrong', () => {
  expect(commandFor({ '03-word-count': 'passed' })).toBe('npm test -- 03-word-count --seed k7f3q')
  expect(commandFor({ '01-a': 'passed', '02-b': 'passed', '03-c': 'passed', '05-d': 'not-attempted' })).toBe(
    'npm test -- 01 02 03 05 --seed k7f3q',
  )
})

test('numbers only where they tell the exercises apart', () => {
  expect(commandFor({ '01-a': 'failed', '01-b': 'failed', '02-c': 'failed', '03-d': 'failed' })).toBe(
    'npm test -- 01-a 01-b 02-c 03-d --seed k7f3q',
  )
})

test('all that was selected where the grade was interrupted', () => {
  const interrupted = { ...exampleResult, options: [], verdict: 'incomplete' as const }
  expect(replayCommand({ ...interrupted, selected: ['01-a', '02-b'] })).toBe(
    'npm test -- 01-a 02-b --seed k7f3q',
  )
  expect(replayCommand(interrupted)).toBe('npm test -- --seed k7f3q')
})
