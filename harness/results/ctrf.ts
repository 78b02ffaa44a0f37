// Common Test Report Format: one JSON that many dashboards and CI plugins read.
import { checkText } from '#harness/results/check-text.ts'
import { firstLine, printable } from '#harness/results/printable.ts'
import type { CheckResult, CheckStatus, ExerciseResult, GradeResult } from '#harness/results/result.ts'

/** A fault of the grader is neither passed nor failed, which is what `other` is for. */
const STATUSES = { passed: 'passed', failed: 'failed', skipped: 'skipped', 'harness-error': 'other' } as const

export const renderCtrf = (result: GradeResult): string => {
  const checks = result.exercises.flatMap(exercise => exercise.checks)
  const count = (status: CheckStatus) => checks.filter(check => check.status === status).length
  const start = epochMs(result.startedAt)
  const report = {
    reportFormat: 'CTRF',
    specVersion: '1.0.0',
    timestamp: new Date(start + Math.round(result.durationMs)).toISOString(),
    generatedBy: `day2 ${printable(result.grader.version)}`,
    results: {
      tool: { name: 'day2', version: printable(result.grader.version) },
      summary: {
        tests: checks.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('harness-error'),
        suites: result.exercises.length,
        start,
        stop: start + Math.round(result.durationMs),
        duration: Math.round(result.durationMs),
        extra: {
          verdict: result.verdict,
          points: result.points,
          maxPoints: result.maxPoints,
          ...(result.extended ? { extended: result.extended } : {}),
        },
      },
      tests: result.exercises.flatMap(exercise => exercise.checks.map(check => toTest(exercise, check))),
      extra: { seed: printable(result.seed), grader: result.grader, submission: result.submission },
    },
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

const toTest = (exercise: ExerciseResult, check: CheckResult) => {
  const { status, points, maxPoints } = check
  return {
    name: firstLine(check.title) || check.id,
    status: STATUSES[status],
    rawStatus: status,
    duration: Math.round(check.durationMs),
    suite: [exercise.id],
    ...(check.message ? { message: firstLine(check.message) } : {}),
    ...(status === 'passed' ? {} : { trace: checkText(check) }),
    extra: { id: check.id, points, maxPoints, ...(exercise.group ? { group: exercise.group } : {}) },
  }
}

const epochMs = (iso: string): number => {
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? 0 : ms
}
