// From the outcome of single checks to one verdict, one number of points and one exit code. Pure, because a mark hangs on it.
import type { CheckResult, CheckStatus, ExerciseVerdict, GradeVerdict } from '#harness/results/result.ts'

/** A fault of the grader hides what the submission is worth, so it outweighs every failure. */
export const exerciseVerdict = (
  checks: readonly { status: CheckStatus }[],
  attempted = true,
): ExerciseVerdict => {
  if (!attempted) return 'not-attempted'
  if (checks.length === 0 || checks.some(check => check.status === 'harness-error')) return 'undetermined'
  return checks.every(check => check.status === 'passed') ? 'passed' : 'failed'
}

/** Of a grade that came to its end; one that did not is `incomplete`. */
export const gradeVerdict = (exercises: readonly { verdict: ExerciseVerdict }[]): GradeVerdict => {
  if (exercises.some(exercise => exercise.verdict === 'undetermined')) return 'undetermined'
  return exercises.every(exercise => exercise.verdict === 'passed') ? 'passed' : 'failed'
}

export const earned = (check: Pick<CheckResult, 'status' | 'maxPoints'>): number =>
  check.status === 'passed' ? check.maxPoints : 0

/** Adds points without the dirt of binary fractions: 0.1 + 0.2 is 0.3 here. */
export const sumPoints = (points: readonly number[]): number =>
  Math.round(points.reduce((sum, each) => sum + each, 0) * 100) / 100

export const exitCode = (verdict: GradeVerdict): 0 | 1 | 2 => {
  switch (verdict) {
    case 'passed':
      return 0
    case 'failed':
      return 1
    case 'undetermined':
    case 'incomplete':
      return 2
  }
}
