// classroom.json: what GitHub Classroom's reporter adds up, in base64 as the output `result` of a step. See docs/recipes/github-classroom.md.
import { checkText } from '#harness/results/check-text.ts'
import { countsApart } from '#harness/results/exercise-groups.ts'
import { firstLine, printable } from '#harness/results/printable.ts'
import { replayCommand } from '#harness/results/replay-command.ts'
import type { CheckStatus, GradeResult } from '#harness/results/result.ts'

/** A fault of the grader is none of the three: Classroom shows an error, and the points are missing until it runs again. */
const STATUSES = {
  passed: 'pass',
  failed: 'fail',
  skipped: 'fail',
  'harness-error': 'error',
} as const satisfies Record<CheckStatus, string>
const VERDICTS = { passed: 'pass', failed: 'fail', undetermined: 'error', incomplete: 'error' } as const
/** All of it becomes one output of a step, which has a limit. */
const MOST_CHARACTERS = 1500

export const renderClassroom = (result: GradeResult): string => {
  const counted = result.exercises.filter(exercise => !countsApart(exercise, result))
  const report = {
    version: 1,
    status: VERDICTS[result.verdict],
    max_score: result.maxPoints,
    tests: counted.flatMap(exercise =>
      exercise.checks.map(check => ({
        name: `${exercise.id}: ${firstLine(check.title) || check.id}`,
        status: STATUSES[check.status],
        score: check.points,
        max_score: check.maxPoints,
        message:
          check.status === 'passed'
            ? ''
            : checkText({ ...check, evidence: [] })
                .slice(0, MOST_CHARACTERS)
                .toWellFormed(),
        test_code: printable(replayCommand({ ...result, exercises: [exercise] })),
        filename: check.submitted ? firstLine(`${exercise.id}/${check.submitted.file}`) : '',
        line_no: check.submitted?.line ?? 0,
        execution_time: `${Math.round(check.durationMs)}ms`,
      })),
    ),
  }
  return `${JSON.stringify(report)}\n`
}
