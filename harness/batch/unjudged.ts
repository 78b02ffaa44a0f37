// Results that no lab has made: an exercise that was not handed in, and one under which every lab broke.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { CheckResult, ExerciseResult } from '#harness/results/result.ts'
import { NOT_ATTEMPTED } from '#harness/results/result-file.ts'
import { sumPoints } from '#harness/results/verdict.ts'

export function notAttempted(exercise: Exercise, hint?: string): ExerciseResult {
  const checks = all(exercise, () => ({ status: 'skipped', message: NOT_ATTEMPTED }))
  const notes = hint === undefined ? {} : { notes: [hint] }
  return { ...whole(exercise, checks), verdict: 'not-attempted', ...notes }
}

export function undetermined(exercise: Exercise, reasons: readonly string[]): ExerciseResult {
  const told = reasons.map((reason, index) => `${index + 1}. ${reason}`).join('\n')
  const checks = all(exercise, ({ index, first }) => ({
    status: 'harness-error',
    message:
      index === 0
        ? `no lab stayed whole under it, ${reasons.length} were tried:\n${told}`
        : `for the reason given at ${first}`,
  }))
  return { ...whole(exercise, checks), verdict: 'undetermined' }
}

function all(
  exercise: Exercise,
  outcome: (at: { index: number; first: string }) => Pick<CheckResult, 'status' | 'message'>,
): CheckResult[] {
  const checks = exercise.declare()
  const first = checks[0]?.id ?? ''
  return checks.map(({ id, title, points }, index) => ({
    id,
    title,
    maxPoints: points,
    points: 0,
    durationMs: 0,
    evidence: [],
    ...outcome({ index, first }),
  }))
}

function whole(exercise: Exercise, checks: CheckResult[]): Omit<ExerciseResult, 'verdict'> {
  const { id, title, group } = exercise
  return {
    id,
    title,
    ...(group === undefined ? {} : { group }),
    points: 0,
    maxPoints: sumPoints(checks.map(({ maxPoints }) => maxPoints)),
    durationMs: 0,
    checks,
  }
}
