// One exercise of one hand-in in a lane, from its checks to a result that is whole.
import path from 'node:path'
import { readingOf } from '#harness/exercise/check-places.ts'
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { withCause } from '#harness/exercise/skip-cause.ts'
import { controlRun } from '#harness/grade/control-run.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import type { CheckStatus, ExerciseResult, GradeResult } from '#harness/results/result.ts'
import { openResultFile } from '#harness/results/result-file.ts'
import { sumPoints } from '#harness/results/verdict.ts'
import type { Submission } from '#harness/submission/open-submission.ts'

export interface GradeOneOptions {
  exercise: Exercise
  submission: Submission
  seed: string
  lane: RunsExercises
  gradedBy: GradeResult['grader']
  /** A folder for this order's own. */
  scratch: string
  /** Run the reference in the same lab where a check failed by waiting in vain. */
  control: boolean
}

/** @returns how the lane ended, where it did under the order: then nothing is known about the submission */
export async function gradeOne(options: GradeOneOptions): Promise<ExerciseResult | { lost: string }> {
  const { exercise, submission, seed, lane, gradedBy, scratch, control } = options
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
  let lost: string | undefined
  file.beginExercise({
    id,
    title,
    maxPoints,
    reading: readingOf(exercise),
    ...(group === undefined ? {} : { group }),
  })
  await lane.run(
    exercise,
    submission,
    {
      onCheck: judged => {
        statuses.set(judged.id, judged.status)
        file.recordCheck(id, withCause(judged, checks, statuses))
        if (judged.status === 'failed' && judged.doubtful) doubtful.push(judged)
      },
      onNote: note => file.noteExercise(id, note),
      onLost: how => {
        lost = how
      },
      onTimeline: timeline => file.recordTimeline(id, timeline),
    },
    seed,
  )
  if (lost !== undefined) return { lost }
  if (control && doubtful.length > 0) {
    file.noteExercise(id, `control run with the reference, for ${doubtful.map(each => each.id).join(', ')}`)
    for (const judged of await controlRun(exercise, doubtful, lane, { scratch })) file.amendCheck(id, judged)
  }
  return file.endExercise(id)
}
