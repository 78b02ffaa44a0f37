// What grades one exercise after another, each on a lab in order: the bench of this process, or a lane, which is a process with a
// bench of its own.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseEvents } from '#harness/grade/bench.ts'
import type { Submission } from '#harness/submission/open-submission.ts'

export interface RunsExercises {
  /** Whether it can take work; where it is not there, it can at once. */
  readonly opened?: Promise<boolean>
  /** Milliseconds by phase so far. */
  readonly phases: Readonly<Record<string, number>>
  /** Runs one exercise; whatever becomes of the lab, each of its checks is told once. */
  run(exercise: Exercise, submission: Submission, events: ExerciseEvents, seed?: string): Promise<void>
  close(): Promise<void>
}
