// A lane as whoever gives it work sees it: a process in namespaces of its own with one lab, which takes one exercise after another.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseEvents } from '#harness/grade/bench.ts'
import { PROJECT } from '#harness/host/project.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { Conversation } from './conversation.ts'
import type { LaneSettings } from './protocol.ts'
import type { RunsExercises } from './runs-exercises.ts'

/** A lab is closed in order by then, or it is ended. */
const CLOSE_MS = 15_000

export interface LaneOptions extends LaneSettings {
  /** Files and folders that the lane is to see although they lie below /tmp. */
  visible: readonly string[]
  /** Told what the lane printed that is no message. */
  onStray?: (line: string) => void
  /** What starts a lane; another one serves the tests. */
  command?: readonly [string, ...string[]]
}

/** Opens at once; its lab comes up while other lanes work already. */
export class Lane implements RunsExercises {
  readonly #child: ChildProcess
  readonly #conversation: Conversation
  readonly #seed: string
  readonly #ended: Promise<string>
  /** False where it ended before it was ready. */
  readonly opened: Promise<boolean>

  constructor({ visible, onStray, command = LANE, ...settings }: LaneOptions) {
    this.#seed = settings.seed
    const [program, ...args] = command
    const { seed, isolation, reports } = settings
    const text = JSON.stringify({ seed, isolation, reports })
    const child = spawn(program, [...args, text, ...visible], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.on('error', () => {})
    this.#ended = endOf(child)
    this.#conversation = new Conversation(
      {
        onLine: listener => void readline.createInterface({ input: child.stdout }).on('line', listener),
        send: what => child.stdin.write(`${JSON.stringify(what)}\n`),
        ended: this.#ended,
      },
      onStray,
    )
    const ready = Promise.withResolvers<boolean>()
    this.#conversation.onOther = said => {
      if ('ready' in said) ready.resolve(true)
    }
    this.opened = Promise.race([ready.promise, this.#ended.then(() => false)])
    this.#child = child
  }

  get phases(): Readonly<Record<string, number>> {
    return this.#conversation.phases
  }

  /** A lane that ends under it makes the remaining checks harness errors, unless somebody wants to be told (`onLost`). */
  run(exercise: Exercise, submission: Submission, events: ExerciseEvents, seed = this.#seed): Promise<void> {
    return this.#conversation.run(exercise, submission, events, { seed })
  }

  /** Ends with its input. */
  async close(): Promise<void> {
    this.#child.stdin?.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), CLOSE_MS)
    await this.#ended
    clearTimeout(timer)
  }
}

/** How a lane's process is started; its settings and what it is to see come behind. */
export const LANE: readonly [string, ...string[]] = [
  process.execPath,
  ...process.execArgv,
  path.join(PROJECT, 'harness/cli.ts'),
  'lane',
]

/** Resolves with how the process ended, in words. */
export const endOf = (child: ChildProcess): Promise<string> =>
  new Promise(resolve => {
    child.on('error', error => resolve(error.message))
    child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
