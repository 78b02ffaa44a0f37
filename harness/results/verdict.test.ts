import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckStatus, ExerciseVerdict } from '#harness/results/result.ts'
import { earned, exerciseVerdict, exitCode, gradeVerdict, sumPoints } from '#harness/results/verdict.ts'

const checks = (...statuses: CheckStatus[]) => statuses.map(status => ({ status }))
const exercises = (...verdicts: ExerciseVerdict[]) => verdicts.map(verdict => ({ verdict }))

describe('exercise verdict', () => {
  test.each([
    ['passed', checks('passed', 'passed')],
    ['failed', checks('passed', 'failed')],
    ['failed', checks('passed', 'skipped')],
    ['undetermined', checks('passed', 'harness-error')],
    ['undetermined', checks('failed', 'harness-error', 'skipped')],
    ['undetermined', checks()],
  ] as const)('%s: %j', (verdict, given) => {
    expect(exerciseVerdict(given)).toBe(verdict)
  })

  test('not attempted, whatever its declared checks say', () => {
    expect(exerciseVerdict(checks('skipped'), false)).toBe('not-attempted')
    expect(exerciseVerdict([], false)).toBe('not-attempted')
  })
})

describe('grade verdict', () => {
  test.each([
    ['passed', exercises('passed', 'passed')],
    ['failed', exercises('passed', 'failed')],
    ['failed', exercises('passed', 'not-attempted')],
    ['undetermined', exercises('undetermined', 'failed', 'not-attempted')],
  ] as const)('%s: %j', (verdict, given) => {
    expect(gradeVerdict(given)).toBe(verdict)
  })
})

test('only a passed check earns its points', () => {
  expect(earned({ status: 'passed', maxPoints: 1.5 })).toBe(1.5)
  for (const status of ['failed', 'skipped', 'harness-error'] as const)
    expect(earned({ status, maxPoints: 2 })).toBe(0)
})

test('sums are free of floating-point dirt', () => {
  expect(sumPoints([])).toBe(0)
  expect(sumPoints([0.1, 0.2])).toBe(0.3)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 })), tenths => {
      const whole = tenths.reduce((sum, each) => sum + each, 0)
      expect(sumPoints(tenths.map(each => each / 10))).toBe(whole / 10)
    }),
  )
})

test('exit codes', () => {
  expect((['passed', 'failed', 'undetermined', 'incomplete'] as const).map(exitCode)).toEqual([0, 1, 2, 2])
})
