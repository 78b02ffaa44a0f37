import { expect, test } from 'vitest'
import { exampleResult } from '#harness/results/example-result.ts'
import { GradeResult } from '#harness/results/result.ts'

test('a whole grade goes through JSON and the schema unchanged', () => {
  expect(GradeResult.parse(JSON.parse(JSON.stringify(exampleResult)))).toEqual(exampleResult)
})

test.each([
  ['another schema', { schema: 2 }],
  ['an unknown verdict', { verdict: 'excellent' }],
  ['points below zero', { points: -1 }],
  ['an engine that does not exist', { grader: { ...exampleResult.grader, engine: 'cloud' } }],
])('refuses %s', (_, change) => {
  expect(GradeResult.safeParse({ ...exampleResult, ...change }).success).toBe(false)
})
