// One component of a lab (a broker, a worker, the registry), whatever runs it. All orders to it stand in one queue, whoever gives
// them: a suite, a program's `docker stop`, the lab's reset, its end. So two starts never make two processes, and what a program
// ordered is over before the next order is looked at.
import { poll, Unrecoverable } from '#harness/host/poll.ts'
import { causeOfFailedStart, knownCause } from './known-causes.ts'
import { type ComponentState, LabFault } from './lab.ts'
import { OrderQueue } from './order-queue.ts'

/** What an engine runs a component with: all that differs between engines. */
export interface Machine {
  /** Starts it and resolves when it runs, which is before it is of use. @throws when it cannot be started */
  launch(): Promise<Life>
  /** The last lines of its log, also while it is down. */
  logTail(lines: number): Promise<string>
  /** All of its log since the last launch. */
  logOfLife(): Promise<string>
  /** Marks the end of its log as it is now. @returns reads what has come since, the last `mostBytes` of it at most */
  markLog(): Promise<(mostBytes: number) => Promise<string>>
}

/** From one start to its end. */
export interface Life {
  readonly pid?: number | undefined
  /** Resolves when it has ended, however, with how: "exit code 1". Never rejects. */
  readonly ended: Promise<string>
  /** SIGTERM, and SIGKILL when it has not ended `graceMs` later; resolves when it has ended. */
  stop(graceMs: number): Promise<void>
  /** SIGKILL; resolves when it has ended. */
  kill(): Promise<void>
  /** Where an end may be noticed late: asks whether it still runs. @returns how it ended. @throws LabFault if nobody can tell */
  look?(): Promise<string | undefined>
}

export interface ComponentOptions {
  /** As a sentence has it: "broker 2". */
  name: string
  machine: Machine
  /** Is it of use now? What throws counts as "not yet". */
  ready: () => Promise<boolean>
  /** How long a start may take, in milliseconds; asked at every wait. */
  deadlineMs: () => number
}

export class Component {
  readonly name: string
  readonly #options: ComponentOptions
  readonly #orders = new OrderQueue()
  readonly #closing = new AbortController()
  readonly #listeners = new Set<(state: ComponentState) => void>()
  #current: ComponentState = 'stopped'
  #asked: 'up' | 'down' = 'down'
  #life: Life | undefined
  /** How the last life ended. */
  #end = 'not started'
  /** Why the last start did not come to its end. */
  #trouble: LabFault | undefined

  constructor(options: ComponentOptions) {
    this.name = options.name
    this.#options = options
  }

  get state(): ComponentState {
    return this.#current
  }

  /** Told of every change of the state. @returns ends that */
  onState(listener: (state: ComponentState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get #state(): ComponentState {
    return this.#current
  }

  set #state(state: ComponentState) {
    if (state === this.#current) return
    this.#current = state
    for (const listener of this.#listeners) listener(state)
  }

  /** Of the process that runs now, where it is one of this machine's. */
  get pid(): number | undefined {
    return this.#life?.pid
  }

  /** Takes over what runs already. */
  adopt(life: Life): void {
    this.#asked = 'up'
    this.#live(life)
    this.#state = 'running'
  }

  /** Starts it, if it does not run, without waiting until it is of use. @throws LabFault */
  launch(): Promise<boolean> {
    return this.#orders.take(() => this.#launch())
  }

  /**
   * Starts it, if it does not run, and waits until it is of use in either case.
   * @returns whether it was down
   * @throws LabFault with the log's end and, where it is known, the cause
   */
  start(): Promise<boolean> {
    return this.#orders.take(() => this.#start())
  }

  /** SIGTERM, SIGKILL `graceMs` later. @returns whether it was up */
  stop(graceMs = 20_000): Promise<boolean> {
    return this.#orders.take(() => this.#down(life => life.stop(graceMs)))
  }

  /** SIGKILL. @returns whether it was up */
  kill(): Promise<boolean> {
    return this.#orders.take(() => this.#down(life => life.kill()))
  }

  /** A stop, if it runs, and a start, with no other order between them. */
  restart(graceMs = 20_000): Promise<void> {
    return this.#orders.take(async () => {
      await this.#down(life => life.stop(graceMs))
      await this.#start()
    })
  }

  /** Ends it for good: a start under way is given up, and every order that waits or comes later fails. */
  async close(): Promise<void> {
    this.#closing.abort(new LabFault(`the lab is being closed, and ${this.name} with it`))
    await this.#orders.take(() => this.#down(life => life.kill()))
  }

  /** Waits for more than {@link start} does. @throws LabFault with the log's end, also when it ends on the way */
  async until(what: string, ready: () => Promise<boolean>): Promise<void> {
    const probe = (): Promise<boolean> => {
      if (this.#closing.signal.aborted) throw new Unrecoverable(this.#closing.signal.reason)
      if (!this.#life) throw new Unrecoverable(new EndedWhileStarting(this.#end))
      return ready()
    }
    try {
      await poll(`${this.name} ${what}`, probe, { deadlineMs: this.#options.deadlineMs() })
    } catch (error) {
      if (error instanceof LabFault) throw error
      throw await this.#failedStart(error)
    }
  }

  /** Why it is not as it was last asked to be; undefined where it is, or where an order is being carried out. */
  async fault(): Promise<LabFault | undefined> {
    if (this.#asked === 'down') return undefined
    if (this.#state === 'starting') return this.#trouble
    const life = this.#life
    try {
      const end = await life?.look?.()
      if (end !== undefined && this.#life === life) this.#over(end)
    } catch (error) {
      return error instanceof LabFault ? error : new LabFault(words(error), { cause: error })
    }
    if (this.#state !== 'dead') return undefined
    if (this.#trouble) return this.#trouble
    const log = await this.logTail().catch(() => '')
    const cause = knownCause(await this.#options.machine.logOfLife().catch(() => ''))
    return new LabFault(`${this.name} ended by itself (${this.#end})${cause ? `. ${cause}` : ''}`, { log })
  }

  logTail(lines = 40): Promise<string> {
    return this.#options.machine.logTail(lines)
  }

  /** {@link Machine.markLog} */
  markLog(): ReturnType<Machine['markLog']> {
    return this.#options.machine.markLog()
  }

  async #launch(): Promise<boolean> {
    this.#closing.signal.throwIfAborted()
    this.#asked = 'up'
    if (this.#life) return false
    this.#trouble = undefined
    this.#state = 'starting'
    try {
      this.#live(await this.#options.machine.launch())
    } catch (error) {
      this.#state = 'dead'
      this.#trouble =
        error instanceof LabFault
          ? error
          : new LabFault(`${this.name} could not be started: ${knownCause(words(error)) ?? words(error)}`, {
              cause: error,
            })
      throw this.#trouble
    }
    return true
  }

  async #start(): Promise<boolean> {
    const wasDown = await this.#launch()
    try {
      await this.until('to be ready', this.#options.ready)
    } catch (error) {
      if (error instanceof LabFault) this.#trouble = error
      throw error
    }
    this.#trouble = undefined
    if (this.#life) this.#state = 'running'
    return wasDown
  }

  async #down(end: (life: Life) => Promise<void>): Promise<boolean> {
    this.#asked = 'down'
    this.#trouble = undefined
    const life = this.#life
    if (life) {
      this.#state = 'stopping'
      await end(life)
      this.#life = undefined
    }
    this.#state = 'stopped'
    return life !== undefined
  }

  #live(life: Life): void {
    this.#life = life
    void life.ended.then(how => {
      if (this.#life === life) this.#over(how)
    })
  }

  #over(how: string): void {
    this.#end = how
    if (this.#asked === 'down') return
    this.#life = undefined
    this.#state = 'dead'
  }

  async #failedStart(error: unknown): Promise<LabFault> {
    const ended = error instanceof EndedWhileStarting
    const what = ended ? `${this.name} ended while it was starting (${error.message})` : words(error)
    const all = await this.#options.machine.logOfLife().catch(() => '')
    const cause = ended ? causeOfFailedStart(all) : knownCause(all)
    return new LabFault(cause ? `${what}. ${cause}` : what, {
      cause: error,
      log: await this.logTail().catch(() => ''),
    })
  }
}

class EndedWhileStarting extends Error {
  override readonly name = 'EndedWhileStarting'
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
