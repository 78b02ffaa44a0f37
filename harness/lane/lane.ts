// A lane as whoever gives it work sees it: a process in namespaces of its own with one lab, which takes one exercise after another.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseEvents } from '#harness/grade/bench.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { Conversation } from './conversation.ts'
import { type LaneCommand, LaneProcess } from './lane-process.ts'
import type { LaneSettings } from './protocol.ts'
import type { RunsExercises } from './runs-exercises.ts'

export interface LaneOptions extends LaneSettings {
  /** Files and folders that the lane is to see although they lie below /tmp. */
  visible: readonly string[]
  /** Told what the lane printed that is no message. */
  onStray?: (line: string) => void
  /** What starts a lane; another one serves the tests. */
  command?: LaneCommand
}

/** Opens at once; its lab comes up while other lanes work already. */
export class Lane implements RunsExercises {
  readonly #process: LaneProcess
  readonly #conversation: Conversation
  readonly #seed: string
  /** False where it ended before it was ready. */
  readonly opened: Promise<boolean>

  constructor({ visible, onStray, command, seed, isolation, reports }: LaneOptions) {
    this.#seed = seed
    const child = new LaneProcess({ settings: { seed, isolation, reports }, visible, command })
    this.#process = child
    this.#conversation = new Conversation(
      {
        onLine: listener => child.onLine(listener),
        send: what => child.send(JSON.stringify(what)),
        ended: child.ended,
      },
      onStray,
    )
    const ready = Promise.withResolvers<boolean>()
    this.#conversation.onOther = said => {
      if ('ready' in said) ready.resolve(true)
    }
    this.opened = Promise.race([ready.promise, child.ended.then(() => false)])
  }

  get phases(): Readonly<Record<string, number>> {
    return this.#conversation.phases
  }

  /** A lane that ends under it makes the remaining checks harness errors, unless somebody wants to be told (`onLost`). */
  run(exercise: Exercise, submission: Submission, events: ExerciseEvents, seed = this.#seed): Promise<void> {
    return this.#conversation.run(exercise, submission, events, { seed })
  }

  close(): Promise<void> {
    return this.#process.close()
  }
}
