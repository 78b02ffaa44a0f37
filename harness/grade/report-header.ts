// What a report says of a grade before the first check is judged.
import { readingOf } from '#harness/exercise/check-places.ts'
import type { Exercise } from '#harness/exercise/exercise.ts'
import { VERSION } from '#harness/host/project.ts'
import type { DeclaredCheck, DeclaredExercise, ResultHeader } from '#harness/results/result-file.ts'
import { sumPoints } from '#harness/results/verdict.ts'
import { KAFKA_VERSION } from '#harness/runtime/runtime.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import type { GradeRequest } from './grade-request.ts'

export function headerOf(
  { engine, seed, typed, isolation, check, exercises: selected }: GradeRequest,
  exercises: readonly Exercise[],
  submission: Submission,
): ResultHeader {
  const maxPoints = (some: readonly Exercise[]): number => sumPoints(some.map(pointsOf))
  const [day = [], apart = []] = [false, true].map(grouped =>
    exercises.filter(({ group }) => (group !== undefined) === grouped),
  )
  const onTheNetwork = isolation !== 'none' && engine.name === 'attached'
  const notes = [...submission.notes, ...(onTheNetwork ? [ON_THE_NETWORK] : [])]
  return {
    maxPoints: maxPoints(day.length > 0 ? day : exercises),
    ...(day.length > 0 && apart.length > 0 ? { extended: { maxPoints: maxPoints(apart) } } : {}),
    seed,
    grader: {
      version: VERSION,
      engine: engine.name,
      kafka: KAFKA_VERSION,
      java: engine.runtime.jdk.version,
      node: process.versions.node,
      isolation,
    },
    ...(engine.reason === undefined ? {} : { engineReason: engine.reason }),
    submission: { path: submission.path, digest: submission.digest },
    selected,
    options: typed,
    ...(check === undefined ? {} : { partial: check }),
    startedAt: new Date().toISOString(),
    ...(notes.length > 0 ? { notes } : {}),
  }
}

/** A cluster that is up may be anywhere, so its network cannot be told from the rest. */
const ON_THE_NETWORK =
  'Programs were shut in, but not from the network that the cluster is on: they could reach all that this machine can reach.'

export const declaredOf = (exercise: Exercise): DeclaredExercise & { checks: DeclaredCheck[] } => ({
  id: exercise.id,
  title: exercise.title,
  ...(exercise.group === undefined ? {} : { group: exercise.group }),
  maxPoints: pointsOf(exercise),
  reading: readingOf(exercise),
  checks: exercise.declare().map(({ id, title, points }) => ({ id, title, maxPoints: points })),
})

const pointsOf = (exercise: Exercise): number => sumPoints(exercise.declare().map(check => check.points))
