// One exercise of one hand-in on a bench, from its checks to a result that is whole.
import path from 'node:path'
import { readingOf } from '#harness/exercise/check-places.ts'
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { withCause } from '#harness/exercise/skip-cause.ts'
import type { Bench } from '#harness/grade/bench.ts'
import { controlRun } from '#harness/grade/control-run.ts'
import type { CheckStatus, ExerciseResult, GradeResult } from '#harness/results/result.ts'
import { openResultFile } from '#harness/results/result-file.ts'
import { sumPoints } from '#harness/results/verdict.ts'
import type { Submission } from '#harness/submission/open-submission.ts'

export interface GradeOneOptions {
  exercise: Exercise
  submission: Submission
  seed: string
  bench: Bench
  gradedBy: GradeResult['grader']
  /** A folder of this process's own. */
  scratch: string
  /** Run the reference in the same lab where a check failed by waiting in vain. */
  control: boolean
}

export async function gradeOne(options: GradeOneOptions): Promise<ExerciseResult> {
  const { exercise, submission, seed, bench, gradedBy, scratch, control } = options
  const checks = exercise.declare()
  const maxPoints = sumPoints(checks.map(({ points }) => points))
  const { id, title, group } = exercise
  const file = openResultFile({
    reports: path.join(scratch, 'result'),
    header: {
      maxPoints,
      seed,
      grader: gradedBy,
      submission: { path: submission.path, digest: submission.digest },
      startedAt: new Date().toISOString(),
    },
  })
  const statuses = new Map<string, CheckStatus>()
  const doubtful: Judged[] = []
  file.beginExercise({
    id,
    title,
    maxPoints,
    reading: readingOf(exercise),
    ...(group === undefined ? {} : { group }),
  })
  await bench.run(
    exercise,
    submission,
    {
      onCheck: judged => {
        statuses.set(judged.id, judged.status)
        file.recordCheck(id, withCause(judged, checks, statuses))
        if (judged.status === 'failed' && judged.doubtful) doubtful.push(judged)
      },
      onNote: note => file.noteExercise(id, note),
      onTimeline: timeline => file.recordTimeline(id, timeline),
    },
    seed,
  )
  if (control && doubtful.length > 0) {
    file.noteExercise(id, `control run with the reference, for ${doubtful.map(each => each.id).join(', ')}`)
    for (const judged of await controlRun(exercise, doubtful, bench, { scratch })) file.amendCheck(id, judged)
  }
  return file.endExercise(id)
}
