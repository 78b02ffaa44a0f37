// Gradescope's results.json: copy it to /autograder/results/results.json at the end of run_autograder.
import { checkText } from '#harness/results/check-text.ts'
import { countsApart } from '#harness/results/exercise-groups.ts'
import { firstLine, printable } from '#harness/results/printable.ts'
import { replayCommand } from '#harness/results/replay-command.ts'
import type { CheckResult, ExerciseResult, GradeResult } from '#harness/results/result.ts'
import { verdictInWords, verdictTitle } from '#harness/results/verdict-words.ts'

export const renderGradescope = (result: GradeResult): string => {
  const report = {
    // Without a score Gradescope shows no mark that would have to be taken back.
    ...(isFinal(result) ? { score: result.points } : {}),
    execution_time: Math.round(result.durationMs / 1000),
    output: output(result),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    extra_data: {
      verdict: result.verdict,
      maxPoints: result.maxPoints,
      ...(result.extended ? { extended: result.extended } : {}),
      seed: printable(result.seed),
      digest: printable(result.submission.digest),
    },
    tests: result.exercises.flatMap((exercise, exerciseIndex) =>
      exercise.checks.map((check, checkIndex) =>
        toTest(exercise, check, `${exerciseIndex + 1}.${checkIndex + 1}`, countsApart(exercise, result)),
      ),
    ),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

const isFinal = ({ verdict, partial }: GradeResult): boolean =>
  partial === undefined && (verdict === 'passed' || verdict === 'failed')

const output = (result: GradeResult): string => {
  const words = printable(
    `${verdictTitle(result)} ${verdictInWords(result, 'result.json')}\n\nThe same again: ${replayCommand(result)}`,
  )
  return isFinal(result) ? words : `There is no score yet.\n\n${words}`
}

const toTest = (exercise: ExerciseResult, check: CheckResult, number: string, apart: boolean) => ({
  number,
  name: `${exercise.id}: ${firstLine(check.title) || check.id}`,
  // A check that could not be judged has no score at all, so it is not shown as points lost.
  ...(check.status === 'harness-error'
    ? {}
    : {
        // Scores add up to the mark: what changes none has its points beside them.
        ...(apart ? {} : { score: check.points, max_score: check.maxPoints }),
        status: check.status === 'passed' ? 'passed' : 'failed',
      }),
  ...(check.status === 'passed' ? {} : { output: checkText(check) }),
  extra_data: {
    id: check.id,
    status: check.status,
    ...(apart ? { group: exercise.group, points: check.points, maxPoints: check.maxPoints } : {}),
  },
})
