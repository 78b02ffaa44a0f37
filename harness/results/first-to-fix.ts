// What a person should look at first, and what else there is: the same in every report.
import type { CheckResult, ExerciseResult, GradeResult } from '#harness/results/result.ts'

export interface ToFix {
  exercise: ExerciseResult
  check: CheckResult
}

/** Checks that failed, in their order, and behind them those that could not be judged. */
export function toFix({ exercises }: Pick<GradeResult, 'exercises'>): ToFix[] {
  const all = exercises.flatMap(exercise => exercise.checks.map(check => ({ exercise, check })))
  const of = (status: CheckResult['status']): ToFix[] => all.filter(({ check }) => check.status === status)
  return [...of('failed'), ...of('harness-error')]
}
