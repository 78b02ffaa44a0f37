// What another grader makes of the same work, person by person and check by check.
import { firstLine } from '#harness/results/printable.ts'
import type { CheckResult, ExerciseResult } from '#harness/results/result.ts'
import type { Graded } from './result-store.ts'

export interface CheckChange {
  check: string
  before: CheckResult['status'] | 'not there'
  after: CheckResult['status'] | 'not there'
  /** What the new judgement says. */
  why?: string
}

export interface ExerciseChange {
  exercise: string
  points: { before: number; after: number }
  grader: { before: string; after: string }
  checks: CheckChange[]
}

/** undefined where neither marks nor checks have changed. */
export function compare(before: Graded, after: Graded): ExerciseChange | undefined {
  const checks = changedChecks(before.result, after.result)
  const points = { before: before.result.points, after: after.result.points }
  if (checks.length === 0 && points.before === points.after) return undefined
  const grader = { before: before.key.grader, after: after.key.grader }
  return { exercise: after.result.id, points, grader, checks }
}

function changedChecks(before: ExerciseResult, after: ExerciseResult): CheckChange[] {
  const was = new Map(before.checks.map(check => [check.id, check]))
  const is = new Map(after.checks.map(check => [check.id, check]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap(check => {
    const [old, now] = [was.get(check), is.get(check)]
    if (old?.status === now?.status) return []
    const said = now?.message ?? old?.message
    const why = said === undefined ? undefined : firstLine(said)
    return [
      {
        check,
        before: old?.status ?? 'not there',
        after: now?.status ?? 'not there',
        ...(why === undefined ? {} : { why }),
      },
    ]
  })
}

export function renderChange({ exercise, points, checks }: ExerciseChange): string[] {
  const marks =
    points.before === points.after
      ? `${points.after} points as before`
      : `${points.before} → ${points.after} points`
  return [
    `  ${exercise}: ${marks}`,
    ...checks.map(
      ({ check, before, after, why }) =>
        `    ${check}: ${before} → ${after}${why === undefined ? '' : ` (${why})`}`,
    ),
  ]
}
