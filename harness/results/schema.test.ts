import { expect, test } from 'vitest'
import { exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { resultText } from '#harness/results/result-text.ts'
import { SCHEMA_FILE, schemaText, violations } from '#harness/results/schema-for-tests.ts'

test('the published schema is the one that the grader uses (vitest -u writes it anew)', async () => {
  await expect(schemaText()).toMatchFileSnapshot(SCHEMA_FILE)
})

test('a result, also one with odd texts, is as the schema says', () => {
  for (const result of [exampleResult, exampleWith('"\u001b]0;\u0000x\u202e')])
    expect(violations(JSON.parse(resultText(result)))).toEqual([])
})

test.each([
  ['a kind that there is not', { at: 1, kind: 'weather' }],
  ['a member too many', { at: 1, kind: 'broker', broker: 1, state: 'running', mood: 'good' }],
  ['a time before the beginning', { at: -1, kind: 'broker', broker: 1, state: 'running' }],
  ['a state that there is not', { at: 1, kind: 'broker', broker: 1, state: 'asleep' }],
])('refuses %s in a timeline', (_, entry) => {
  const [first] = exampleResult.exercises
  expect(violations({ ...exampleResult, exercises: [{ ...first, timeline: [entry] }] })).not.toEqual([])
})

test('an entry of a timeline is one line, and no text can pass for one', () => {
  const [first] = exampleResult.exercises
  if (!first) throw new Error('there is an exercise')
  const timeline = [
    { at: 0, kind: 'began' as const, time: '2026-11-12T22:00:00.000Z' },
    { at: 5, kind: 'broker' as const, broker: 2, state: 'dead' as const },
  ]
  const result = { ...exampleResult, notes: ['timeline 0', '$& $1'], exercises: [{ ...first, timeline }] }
  const text = resultText(result)
  expect(JSON.parse(text)).toEqual(result)
  expect(text).toContain('\n        {"at":5,"kind":"broker","broker":2,"state":"dead"}\n')
})
