// One exercise while a lane grades it: each of its checks can be waited for by its id.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { foundationOf, withChecks } from '#harness/exercise/only-check.ts'
import { withCause } from '#harness/exercise/skip-cause.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import type { CheckStatus } from '#harness/results/result.ts'
import type { Submission } from '#harness/submission/open-submission.ts'

export interface GradingOptions {
  exercise: Exercise
  /** The checks that are wanted; those that they need are judged as well. */
  wanted: readonly string[]
  lane: RunsExercises
  submission: Submission
  seed: string
  onNote: (note: string) => void
}

export class Grading {
  readonly judged = new Map<string, Judged>()
  readonly #wanted: ReadonlySet<string>
  readonly #told = new Map<string, PromiseWithResolvers<Judged>>()
  readonly #end = new AbortController()
  readonly #running: Promise<void>

  /** Begins at once. */
  constructor({ exercise, wanted, lane, submission, seed, onNote }: GradingOptions) {
    this.#wanted = new Set(wanted)
    const part = withChecks(exercise, foundationOf(wanted, exercise.declare()))
    const checks = part.declare()
    for (const { id } of checks) {
      const told = Promise.withResolvers<Judged>()
      // Whoever waits for it is told; where nobody does, nobody needs to be.
      told.promise.catch(() => {})
      this.#told.set(id, told)
    }
    const statuses = new Map<string, CheckStatus>()
    const running = lane.run(
      part,
      submission,
      {
        signal: this.#end.signal,
        onCheck: bare => {
          statuses.set(bare.id, bare.status)
          const judged = withCause(bare, checks, statuses)
          this.judged.set(judged.id, judged)
          this.#told.get(judged.id)?.resolve(judged)
        },
        // A test that has ended keeps its verdict: the others get theirs from the new lane.
        onAgain: onNote,
        onNote,
      },
      seed,
    )
    this.#running = running.then(
      () => this.#giveUp(new Error('the exercise ended before this check was judged')),
      error => this.#giveUp(error),
    )
  }

  /**
   * Resolves when the check has been judged.
   *
   * @throws Error where that will never be
   */
  async verdict(id: string): Promise<Judged> {
    const told = this.#told.get(id)
    if (!told) throw new Error(`nobody has asked for ${id}`)
    return told.promise
  }

  /** What a skipped check was skipped for, where that is no check that was asked for: nobody else tells it. */
  hiddenCause({ because = [] }: Judged): Judged | undefined {
    return because.flatMap(id => (this.#wanted.has(id) ? [] : (this.judged.get(id) ?? [])))[0]
  }

  /** Ends it, whether or not all has been judged. */
  async end(): Promise<void> {
    this.#end.abort()
    await this.#running
  }

  #giveUp(error: unknown): void {
    for (const told of this.#told.values()) told.reject(error)
  }
}
