// A lane as whoever gives it work sees it: a process in namespaces of its own with one lab, which takes one exercise after another.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import type { Check, Exercise } from '#harness/exercise/exercise.ts'
import type { ExerciseEvents } from '#harness/grade/bench.ts'
import { PROJECT } from '#harness/host/project.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { FromLane, type LaneSettings, messageIn, type ToLane } from './protocol.ts'
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
  #phases: Record<string, number> = {}
  readonly #child: ChildProcess
  readonly #seed: string
  readonly #ended: Promise<string>
  /** False where it ended before it was ready. */
  readonly opened: Promise<boolean>
  /** Takes what the lane says while an order runs. */
  #listener: ((said: FromLane) => void) | undefined

  constructor({ visible, onStray, command = LANE, ...settings }: LaneOptions) {
    this.#seed = settings.seed
    const [program, ...args] = command
    const text = JSON.stringify({
      seed: settings.seed,
      isolation: settings.isolation,
      reports: settings.reports,
    })
    const child = spawn(program, [...args, text, ...visible], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.on('error', () => {})
    const ready = Promise.withResolvers<boolean>()
    readline.createInterface({ input: child.stdout }).on('line', line => {
      const said = messageIn(line, FromLane)
      if (said === undefined) onStray?.(line)
      else if ('ready' in said) ready.resolve(true)
      else this.#listener?.(said)
    })
    this.#ended = new Promise(resolve => {
      child.on('error', error => resolve(error.message))
      child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
    })
    this.opened = Promise.race([ready.promise, this.#ended.then(() => false)])
    this.#child = child
  }

  get phases(): Readonly<Record<string, number>> {
    return this.#phases
  }

  /** A lane that ends under it makes the remaining checks harness errors. */
  async run(
    exercise: Exercise,
    submission: Submission,
    events: ExerciseEvents,
    seed = this.#seed,
  ): Promise<void> {
    const checks = exercise.declare()
    const open = new Set(checks.map(({ id }) => id))
    const { signal } = events
    const giveUp = (): void => this.#say({ giveUp: true })
    const done = Promise.withResolvers<void>()
    this.#listener = said => {
      if ('judged' in said) open.delete(said.judged.id)
      tell(said, events, checks)
      if (!('ended' in said)) return
      this.#phases = said.ended
      done.resolve()
    }
    signal?.addEventListener('abort', giveUp)
    try {
      this.#say({
        order: {
          exercise: exercise.id,
          submission: { path: submission.path, root: submission.root },
          seed,
          last: events.last ?? false,
        },
      })
      const lost = await Promise.race([done.promise, this.#ended])
      if (lost === undefined) return
      const [first, ...others] = checks.filter(({ id }) => open.has(id))
      if (!first) return
      const message = `the lab is at fault: the process that it ran in ended (${lost})`
      events.onCheck({ ...lostCheck(first), message })
      // Once is enough.
      for (const check of others)
        events.onCheck({ ...lostCheck(check), message: `for the reason given at ${first.id}` })
    } finally {
      signal?.removeEventListener('abort', giveUp)
      this.#listener = undefined
    }
  }

  /** Ends with its input. */
  async close(): Promise<void> {
    this.#child.stdin?.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), CLOSE_MS)
    await this.#ended
    clearTimeout(timer)
  }

  #say(what: ToLane): void {
    this.#child.stdin?.write(`${JSON.stringify(what)}\n`)
  }
}

const LANE: readonly [string, ...string[]] = [
  process.execPath,
  ...process.execArgv,
  path.join(PROJECT, 'harness/cli.ts'),
  'lane',
]

function tell(said: FromLane, events: ExerciseEvents, checks: readonly Check[]): void {
  if ('judged' in said) events.onCheck(said.judged)
  else if ('note' in said) events.onNote?.(said.note)
  else if ('timeline' in said) events.onTimeline?.(said.timeline)
  else if ('waiting' in said) events.onWaiting?.(said.waiting)
  else if ('began' in said) {
    const check = checks.find(({ id }) => id === said.began)
    if (check) events.onBegin?.(check)
  }
}

const lostCheck = ({ id, title, points }: Check) => ({
  id,
  title,
  maxPoints: points,
  status: 'harness-error' as const,
  durationMs: 0,
  evidence: [],
})
