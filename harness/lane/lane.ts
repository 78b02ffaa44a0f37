// A lane as whoever gives it work sees it: a process in namespaces of its own with one lab, which takes one exercise after another.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseEvents } from '#harness/grade/bench.ts'
import { patient } from '#harness/host/patience.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { Conversation } from './conversation.ts'
import { type LaneCommand, LaneProcess } from './lane-process.ts'
import type { LaneSettings, WhyNot } from './protocol.ts'
import type { RunsExercises } from './runs-exercises.ts'

export interface LaneOptions extends LaneSettings {
  /** Files and folders that the lane is to see although they lie below /tmp. */
  visible: readonly string[]
  /** Told what the lane printed that is no message. */
  onStray?: ((line: string) => void) | undefined
  /** For so many milliseconds it may say nothing while it works, or it is ended; by default what a slow machine needs at most. */
  limitMs?: number | undefined
  /** What starts a lane; another one serves the tests. */
  command?: LaneCommand | undefined
}

/** More than any single check may wait. */
const LIMIT_MS = 25 * 60_000

/** Opens at once; its lab comes up while other lanes work already. */
export class Lane implements RunsExercises {
  readonly #process: LaneProcess
  readonly #conversation: Conversation
  readonly #seed: string
  readonly #limitMs: number
  readonly #ready = Promise.withResolvers<WhyNot>()
  #timer: NodeJS.Timeout | undefined
  /** Why it was ended, where that was for its silence. */
  #silent: string | undefined
  /** False where it ended before it was ready. */
  readonly opened: Promise<boolean>
  /** Resolves with how it ended, in words. */
  readonly ended: Promise<string>

  constructor({ visible, onStray, command, limitMs = patient(LIMIT_MS), ...settings }: LaneOptions) {
    this.#seed = settings.seed
    this.#limitMs = limitMs
    const child = new LaneProcess({ settings, visible, command })
    this.#process = child
    this.ended = child.ended.then(how => this.#silent ?? how)
    this.#conversation = new Conversation(
      {
        onLine: listener =>
          child.onLine(line => {
            this.#timer?.refresh()
            listener(line)
          }),
        send: what => child.send(JSON.stringify(what)),
        ended: this.ended,
      },
      onStray,
    )
    this.#conversation.onOther = said => {
      if ('ready' in said) this.#ready.resolve(said.why ?? {})
    }
    this.opened = Promise.race([this.#ready.promise.then(() => true), child.ended.then(() => false)])
  }

  get phases(): Readonly<Record<string, number>> {
    return this.#conversation.phases
  }

  /** What is less than it should be; once it is open. */
  get why(): Promise<WhyNot> {
    return this.#ready.promise
  }

  /** A lane that ends under it makes the remaining checks harness errors, unless somebody wants to be told (`onLost`). */
  async run(
    exercise: Exercise,
    submission: Submission,
    events: ExerciseEvents,
    seed = this.#seed,
  ): Promise<void> {
    this.#timer = setTimeout(() => {
      this.#silent = `it said nothing for ${Math.round(this.#limitMs / 1000)} s, so it was ended`
      void this.#process.kill()
    }, this.#limitMs)
    try {
      await this.#conversation.run(exercise, submission, events, { seed })
    } finally {
      clearTimeout(this.#timer)
      // A timer that has been cleared must not be refreshed.
      this.#timer = undefined
    }
  }

  close(): Promise<void> {
    return this.#process.close()
  }

  /** Ends it at once, whatever it does. */
  kill(): Promise<void> {
    return this.#process.kill()
  }
}
