// A lane that outlives its processes: where one dies in the middle of an exercise, that exercise is graded again in a new one.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseEvents } from '#harness/grade/bench.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { Lane, type LaneOptions } from './lane.ts'
import { lostChecks } from './lost-checks.ts'
import { type Phases, sumOfPhases } from './phases.ts'
import type { RunsExercises } from './runs-exercises.ts'

/** An exercise that three lanes have died under may be what kills them. */
const TRIES = 3

export interface RenewedLaneOptions extends LaneOptions {
  /** How many lanes an exercise is given to, one after another. */
  tries?: number
  /** One that is there already, in the place of a first one of its own; it is closed by whoever has opened it. */
  first?: RunsExercises
}

export class RenewedLane implements RunsExercises {
  readonly #options: LaneOptions
  readonly #tries: number
  readonly #first: RunsExercises | undefined
  #lane: RunsExercises
  /** Of lanes that are gone. */
  #before: Phases = {}
  #lost = false
  #closed = false
  /** Whether the first one can take work: where that does not even come up, others do no better. */
  readonly opened: Promise<boolean>

  /** Opens its first lane at once. */
  constructor({ first, tries = TRIES, ...options }: RenewedLaneOptions) {
    this.#options = options
    this.#tries = tries
    this.#first = first
    this.#lane = first ?? new Lane(options)
    this.opened = this.#lane.opened ?? Promise.resolve(true)
  }

  get phases(): Phases {
    return sumOfPhases([this.#before, this.#lane.phases])
  }

  /** After the last try, the remaining checks are harness errors that name how each ended. */
  async run(
    exercise: Exercise,
    submission: Submission,
    events: ExerciseEvents,
    seed?: string,
  ): Promise<void> {
    const ends: string[] = []
    while (ends.length < this.#tries) {
      if (this.#lost) this.#renew()
      const open = new Map(exercise.declare().map(check => [check.id, check]))
      let end: string | undefined
      await this.#lane.run(
        exercise,
        submission,
        {
          ...events,
          onCheck: judged => {
            open.delete(judged.id)
            events.onCheck(judged)
          },
          onLost: how => {
            end = how
          },
        },
        seed,
      )
      if (end === undefined) return
      this.#lost = true
      // Nothing is left to grade, or nobody waits for it any more.
      if (open.size === 0 || this.#closed || events.signal?.aborted) return
      ends.push(end)
      if (ends.length < this.#tries) events.onAgain?.(`graded again: the process of its lab ended (${end})`)
      else for (const judged of lostChecks([...open.values()], lostMessage(ends))) events.onCheck(judged)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#lane !== this.#first) await this.#lane.close()
  }

  #renew(): void {
    this.#before = sumOfPhases([this.#before, this.#lane.phases])
    this.#lane = new Lane(this.#options)
    this.#lost = false
  }
}

const lostMessage = (ends: readonly string[]): string =>
  `the lab is at fault: ${ends.length === 1 ? 'the process that it ran in ended' : 'the processes that it ran in ended, one after another'} (${ends.join('; ')})`
