import { expect, test } from 'vitest'
import { problemsOf } from './judge-case.ts'

const checks = (statuses: Record<string, 'passed' | 'failed' | 'skipped' | 'harness-error'>) =>
  Object.entries(statuses).map(([id, status]) => ({ id, status, durationMs: 0, message: 'why' }))

test('a wrong case is to fail at the named checks, and there only', () => {
  const wrong = { kind: 'wrong', fails: ['b'] } as const
  const problems = (statuses: Parameters<typeof checks>[0]): string[] =>
    problemsOf({ ...wrong, fails: ['b'] }, checks(statuses))
  expect(problems({ a: 'passed', b: 'failed', c: 'skipped' })).toEqual([])
  expect(problems({ a: 'passed', b: 'passed' })).toEqual(['b did not catch it'])
  expect(problems({ a: 'failed', b: 'skipped' })).toEqual(['b did not catch it', 'a failed too: why'])
  expect(problems({ a: 'passed', b: 'harness-error' })).toEqual([
    'b: harness error: why',
    'b did not catch it',
  ])
  expect(problems({ a: 'passed' })).toEqual(['there is no check b'])
})

test('references and unusual cases pass everything, starters nothing', () => {
  expect(problemsOf({ kind: 'reference', fails: [] }, checks({ a: 'passed' }))).toEqual([])
  expect(problemsOf({ kind: 'unusual', fails: [] }, checks({ a: 'passed', b: 'failed' }))).toEqual([
    'b failed: why',
  ])
  expect(problemsOf({ kind: 'starter', fails: [] }, checks({ a: 'failed', b: 'skipped' }))).toEqual([])
  expect(problemsOf({ kind: 'starter', fails: [] }, checks({ a: 'passed' }))).toEqual([
    'a passed for the starter',
  ])
})
