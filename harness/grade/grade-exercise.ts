// One exercise of a grade: run, recorded as it is judged, and where the machine may be to blame held against the reference.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import type { Keep } from '#harness/results/kept.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { controlRun } from './control-run.ts'
import type { LiveReport } from './live-report.ts'
import { declaredOf } from './report-header.ts'

export interface Grading {
  submission: Submission
  runner: RunsExercises
  report: LiveReport
  /** No exercise comes after it. */
  last: boolean
  /** A folder for the control run's use, or undefined where there is to be none. */
  control: string | undefined
  keep: Keep | undefined
  signal: AbortSignal
}

export async function gradeExercise(
  exercise: Exercise,
  { submission, runner, report, last, control, keep, signal }: Grading,
): Promise<void> {
  const block = report.begin(declaredOf(exercise), exercise.declare())
  const doubtful: Judged[] = []
  await runner.run(exercise, submission, {
    signal,
    last,
    keep,
    onKept: files => block.kept(files),
    onBegin: check => block.beginCheck(check.id),
    onCheck: judged => {
      block.check(judged)
      if (judged.status === 'failed' && judged.doubtful) doubtful.push(judged)
    },
    onAgain: why => {
      doubtful.length = 0
      block.again(why)
    },
    onNote: note => block.note(note),
    onWaiting: block.waiting,
    onTimeline: timeline => block.timeline(timeline),
  })
  if (control !== undefined && doubtful.length > 0 && !signal.aborted) {
    block.note(`control run with the reference, for ${doubtful.map(({ id }) => id).join(', ')}`)
    for (const judged of await controlRun(exercise, doubtful, runner, { scratch: control, signal }))
      block.amend(judged)
  }
  block.end()
}
