// The class as it stands: who handed in what, and what has come of it so far. A fold, without files and clocks.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseResult } from '#harness/results/result.ts'
import { gradeVerdict, sumPoints } from '#harness/results/verdict.ts'
import type { ClassResult, DeclaredExercise, ExerciseOutcome, Row, Similar } from './class-result.ts'
import type { Entrant, Intake } from './intake/entrant.ts'
import { outcomeOf } from './outcome-of.ts'
import { totalsOf } from './totals.ts'
import { notAttempted } from './unjudged.ts'

export class ClassLedger {
  readonly intake: Intake
  readonly exercises: readonly Exercise[]
  readonly declared: DeclaredExercise[]
  similar: Similar[] = []
  readonly #seed: string
  readonly #outcomes = new Map<string, Map<string, ExerciseOutcome>>()
  readonly #notAttempted: ReadonlyMap<string, ExerciseOutcome>

  /** Of each digest, who stands first in the list. */
  readonly #first = new Map<string, Entrant>()

  constructor(intake: Intake, exercises: readonly Exercise[], seed: string) {
    this.intake = intake
    this.exercises = exercises
    this.#seed = seed
    for (const entrant of intake.entrants.toReversed())
      if (entrant.digest !== undefined) this.#first.set(entrant.digest, entrant)
    this.declared = exercises.map(declaredOf)
    this.#notAttempted = new Map(exercises.map(each => [each.id, outcomeOf(notAttempted(each))]))
  }

  record(digest: string, result: ExerciseResult): void {
    const outcomes = this.#outcomes.get(digest) ?? new Map<string, ExerciseOutcome>()
    this.#outcomes.set(digest, outcomes.set(result.id, outcomeOf(result)))
  }

  outcome(digest: string, exercise: string): ExerciseOutcome | undefined {
    return this.#outcomes.get(digest)?.get(exercise)
  }

  /** Has everything of it been judged, so that its reports can be written? */
  isWhole({ digest, attempted }: Entrant): boolean {
    return (
      digest !== undefined &&
      this.exercises.every(({ id }) => !attempted.includes(id) || this.outcome(digest, id))
    )
  }

  row(entrant: Entrant): Row {
    const { folder, name, id, email, origin, source, late, digest, notes, unusable } = entrant
    const exercises: Record<string, ExerciseOutcome> = {}
    for (const exercise of this.exercises) {
      if (digest === undefined) continue
      const outcome = entrant.attempted.includes(exercise.id)
        ? this.outcome(digest, exercise.id)
        : this.#notAttempted.get(exercise.id)
      if (outcome) exercises[exercise.id] = outcome
    }
    const outcomes = Object.values(exercises)
    const first = this.#first.get(digest ?? '')
    return {
      ...{ folder, name, origin, source, notes },
      ...(id === undefined ? {} : { id }),
      ...(email === undefined ? {} : { email }),
      ...(late === undefined ? {} : { late }),
      ...(digest === undefined ? {} : { digest }),
      ...(unusable === undefined ? {} : { why: unusable }),
      ...(digest === undefined || first === entrant || !first ? {} : { sameAs: first.folder }),
      verdict:
        unusable !== undefined ? 'refused' : this.isWhole(entrant) ? verdictOf(outcomes) : 'incomplete',
      ...totalsOf(
        this.declared.map(({ id, group, maxPoints }) => ({
          group,
          maxPoints,
          points: exercises[id]?.points ?? 0,
        })),
      ),
      durationMs: outcomes.reduce((sum, { durationMs }) => sum + durationMs, 0),
      exercises,
    }
  }

  result(): ClassResult {
    const { entrants, missing, strays } = this.intake
    return {
      schema: 1,
      seed: this.#seed,
      exercises: this.declared,
      submissions: entrants.map(entrant => this.row(entrant)),
      missing,
      strays,
      similar: this.similar,
    }
  }
}

const verdictOf = (outcomes: readonly ExerciseOutcome[]): Row['verdict'] => {
  const verdict = gradeVerdict(outcomes)
  return verdict === 'incomplete' ? 'undetermined' : verdict
}

function declaredOf(exercise: Exercise): DeclaredExercise {
  const checks = exercise.declare().map(({ id, title, points }) => ({ id, title, maxPoints: points }))
  return {
    id: exercise.id,
    title: exercise.title,
    ...(exercise.group === undefined ? {} : { group: exercise.group }),
    maxPoints: sumPoints(checks.map(({ maxPoints }) => maxPoints)),
    checks,
  }
}
