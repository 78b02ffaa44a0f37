// The whole result of one hand-in, from what has been graded of it. Without clock and chance: made again, it is the same, byte for byte.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { gradeVerdict } from '#harness/results/verdict.ts'
import type { Entrant } from './intake/entrant.ts'
import type { Graded, ResultStore } from './result-store.ts'
import { totalsOf } from './totals.ts'
import { notAttempted } from './unjudged.ts'

/** @param gradedBy of a hand-in of which nothing needed to be graded */
export function assemble(
  entrant: Entrant,
  exercises: readonly Exercise[],
  store: ResultStore,
  { seed, gradedBy }: { seed: string; gradedBy: GradeResult['grader'] },
): GradeResult {
  const { digest = '', attempted, meant, late } = entrant
  const found: Graded[] = []
  const results = exercises.map(exercise => {
    const graded = attempted.includes(exercise.id)
      ? store.get({ submission: digest, exercise: exercise.id })
      : undefined
    if (!graded) return notAttempted(exercise, meant[exercise.id])
    found.push(graded)
    if (!graded.tries) return graded.result
    const again = `graded again on another lab, after: ${graded.tries.join('; ')}`
    return { ...graded.result, notes: [...(graded.result.notes ?? []), again] }
  })
  const notes = [...(late === undefined ? [] : [`handed in late: ${late}`]), ...entrant.notes]
  const [first] = found
  const begun = found.flatMap(({ result }) => result.startedAt ?? []).sort()
  return {
    schema: 1,
    verdict: gradeVerdict(results),
    ...totalsOf(results),
    seed: first?.seed ?? seed,
    grader: first?.gradedBy ?? gradedBy,
    submission: { path: entrant.source, digest },
    selected: exercises.map(({ id }) => id),
    options: ['--submission', entrant.source],
    startedAt: begun[0] ?? new Date(0).toISOString(),
    durationMs: results.reduce((sum, { durationMs }) => sum + durationMs, 0),
    phases: {},
    exercises: results,
    ...(notes.length > 0 ? { notes } : {}),
  }
}
