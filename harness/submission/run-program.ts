// Runs one program of a submission: started, fed, stopped or crashed, its output captured, its end told in distinct facts.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Place } from '#harness/excerpt/excerpt.ts'
import { patient } from '#harness/host/patience.ts'
import { within } from '#harness/host/within.ts'
import { type Beyond, tellBeyond } from '#harness/sandbox/limits.ts'
import { Capture, eachLine, SHOWN, WHOLE } from './capture.ts'
import { type EnteredView, type ProcessTree, spawnTree } from './process-tree.ts'

export interface ProgramOptions {
  name: string
  command: string[]
  cwd: string
  env: Record<string, string>
  /** Keep up to 16 MiB of standard output, because it is an answer that will be parsed. */
  whole?: boolean
  /** Called for each line on standard output, as it comes. */
  onLine?: (line: string) => void
  view?: EnteredView | undefined
  keeper: { watch(pid: number): void; release(pid: number): void }
}

export interface Ended {
  exitCode: number | null
  signal: string | null
  /** Who ended it: itself, our SIGTERM, or our SIGKILL (after a limit, a grace period, or as a crash). */
  by: 'itself' | 'SIGTERM' | 'SIGKILL'
  timedOut: boolean
  /** The limit for which it was killed. */
  beyond?: Beyond | undefined
  /** From its start to its exit, in milliseconds. */
  durationMs: number
  /** Processor time of all that it was, in milliseconds; not there where the platform does not tell. */
  cpuMs?: number
  /** What it left running held its output open, which was closed two seconds after its exit: what came later is not known. */
  outputHeld?: true
  /** Not even SIGKILL has ended it: no fault of the submission. */
  survived?: true
}

export interface ProgramWatcher {
  /** Told what is written to its standard input, once the operating system has it. */
  onWritten?: (text: string | Buffer) => void
  /** Told what it prints, as it comes. */
  onPrinted?: (stream: 'stdout' | 'stderr', chunk: Buffer) => void
}

/** From SIGTERM to SIGKILL. */
const GRACE_MS = 10_000
/** From the exit to the end of its output, where something else holds that open. */
const OUTPUT_GRACE_MS = 2000
/** From SIGKILL to the exit. A process that hangs in the kernel does not die, and is not waited for. */
const DEATH_MS = 10_000
/** How long a program that goes on may leave its input unread, on a machine of the usual speed. */
const UNREAD_MS = 20_000

export class RunningProgram {
  readonly name: string
  /** Its folders, and how they are called where what it printed is shown. */
  readonly places: readonly Place[]
  readonly ended: Promise<Ended>
  readonly #watchers: ProgramWatcher[] = []
  readonly #tree: ProcessTree
  readonly #stdout: Capture
  readonly #stderr = new Capture(SHOWN)
  /** As performance.now() counts. */
  readonly startedAt = performance.now()
  readonly #givenUp = Promise.withResolvers<'survived'>()
  #end: Ended | undefined
  #exited = false
  #death: NodeJS.Timeout | undefined
  #by: Ended['by'] = 'itself'
  #timedOut = false
  #beyond: Beyond | undefined

  constructor({ name, command, cwd, env, whole, onLine, view, keeper }: ProgramOptions) {
    this.name = name
    this.places = [
      { path: cwd, as: '' },
      { path: env.HOME ?? '', as: '~' },
      { path: env.TMPDIR ?? '', as: '$TMPDIR' },
      { path: env.STATE_DIR ?? '', as: '$STATE_DIR' },
    ]
    this.#stdout = new Capture(whole ? WHOLE / 2 : SHOWN)
    this.#tree = spawnTree({ command, cwd, env, mark: randomUUID(), view })
    const { child } = this.#tree
    child.stdout?.on('data', (chunk: Buffer) => this.#take('stdout', chunk))
    child.stderr?.on('data', (chunk: Buffer) => this.#take('stderr', chunk))
    if (onLine && child.stdout) eachLine(child.stdout, onLine)
    // A program need not read its input, and may be gone before it is written.
    child.stdin?.on('error', () => {})
    const { pid } = child
    if (pid !== undefined) keeper.watch(pid)
    this.ended = this.#untilEnd().finally(() => pid !== undefined && keeper.release(pid))
  }

  get running(): boolean {
    return this.#end === undefined
  }

  /** Who watches from its start on misses nothing. */
  watch(watcher: ProgramWatcher): void {
    this.#watchers.push(watcher)
  }

  /** How it ended, or undefined while it runs. */
  get end(): Ended | undefined {
    return this.#end
  }

  get stdout(): string {
    return this.#stdout.text()
  }

  get stderr(): string {
    return this.#stderr.text()
  }

  /** Standard output was longer than what is kept. */
  get stdoutCut(): boolean {
    return this.#stdout.cut
  }

  /**
   * Writes to its standard input, and never rejects.
   *
   * @param withinMs how long it may leave unread what the operating system cannot take, in milliseconds
   * @returns `taken` once the operating system has all of it; `refused` where the program has ended (`end` says how, now or soon) or
   * has not read within that time (what it left unread stays in line: should it read again, it finds all of it)
   */
  async write(
    text: string | Buffer,
    { withinMs = patient(UNREAD_MS) }: { withinMs?: number } = {},
  ): Promise<'taken' | 'refused'> {
    const { stdin } = this.#tree.child
    if (!stdin?.writable || this.#exited) return 'refused'
    return new Promise(resolve => {
      const timer = setTimeout(() => resolve('refused'), withinMs)
      stdin.write(text, error => {
        clearTimeout(timer)
        if (!error) for (const watcher of this.#watchers) watcher.onWritten?.(text)
        resolve(error ? 'refused' : 'taken')
      })
    })
  }

  closeInput(): void {
    this.#tree.child.stdin?.end()
  }

  /**
   * Waits for its end; past `limitMs` it is killed, and `timedOut` says so. At most some 12 s longer than that, whatever it does.
   */
  async wait(limitMs: number): Promise<Ended> {
    const timer = setTimeout(() => {
      if (this.#exited) return
      this.#timedOut = true
      void this.crash()
    }, limitMs)
    try {
      return await this.ended
    } finally {
      clearTimeout(timer)
    }
  }

  /** SIGTERM to its process group, SIGKILL to all of it 10 s later. */
  async stop(): Promise<Ended> {
    if (!this.#exited) {
      if (this.#by === 'itself') this.#by = 'SIGTERM'
      this.#tree.terminate()
      const timer = setTimeout(() => void this.crash(), GRACE_MS)
      await this.ended
      clearTimeout(timer)
    }
    return this.ended
  }

  /** SIGKILL to it and all that it started; resolves within some 12 s, whatever becomes of it. */
  async crash(): Promise<Ended> {
    if (!this.#exited) {
      this.#by = 'SIGKILL'
      this.#tree.kill()
      this.#death ??= setTimeout(() => this.#givenUp.resolve('survived'), DEATH_MS)
    }
    return this.ended
  }

  /** Stops the clock of it and all that it started: SIGSTOP. */
  freeze(): void {
    if (!this.#exited) this.#tree.freeze()
  }

  /** Lets a frozen program go on: SIGCONT. */
  thaw(): void {
    if (!this.#exited) this.#tree.thaw()
  }

  /** Process id of its tree's first process, as this process sees it; undefined where it could not be started. */
  get pid(): number | undefined {
    return this.#tree.child.pid
  }

  /** Kills it because the programs of the exercise have used more than they may. */
  exceed(beyond: Beyond): void {
    if (!this.running) return
    this.#beyond ??= beyond
    this.crash().catch(() => {})
  }

  #take(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    ;(stream === 'stdout' ? this.#stdout : this.#stderr).add(chunk)
    for (const watcher of this.#watchers) watcher.onPrinted?.(stream, chunk)
  }

  async #untilEnd(): Promise<Ended> {
    const { child } = this.#tree
    const exit = new Promise<[number | null, string | null]>(resolve => {
      child.once('error', error => {
        this.#stderr.add(Buffer.from(`${error.message}\n`))
        resolve([127, null])
      })
      child.once('exit', (code, name) => resolve([code, name]))
    })
    const how = await Promise.race([exit, this.#givenUp.promise])
    clearTimeout(this.#death)
    // From here on it has ended, and nothing that happens later changes how.
    this.#exited = true
    const [exitCode, signal] = how === 'survived' ? [null, null] : how
    const facts = { exitCode, signal, by: this.#by, timedOut: this.#timedOut }
    const durationMs = Math.round(performance.now() - this.startedAt)
    // Whatever it left running holds its output open; it ends with the program, where it can be found.
    this.#tree.sweep()
    const outputHeld = !(await this.#outputEnds(how === 'survived' ? 0 : OUTPUT_GRACE_MS))
    const cpuMs = this.#tree.cpuMs()
    if (how === 'survived') child.unref()
    this.#end = {
      ...facts,
      durationMs,
      ...(cpuMs === undefined ? {} : { cpuMs }),
      ...(how === 'survived' ? { survived: true as const } : outputHeld ? { outputHeld: true as const } : {}),
      ...(this.#beyond ? { beyond: this.#beyond } : {}),
    }
    return this.#end
  }

  /** Whether all of its output had come to an end within `graceMs`; what is open then is closed. */
  async #outputEnds(graceMs: number): Promise<boolean> {
    // All of stdio: a channel to the program's tree may have something to say, too.
    const open = this.#tree.child.stdio.filter(stream => stream && !stream.closed)
    const closed = Promise.all(open.map(stream => stream && once(stream, 'close').catch(() => {})))
    const ended = (await within(graceMs, closed, 'late')) !== 'late'
    if (!ended) for (const stream of open) stream?.destroy()
    return ended
  }
}

/** "exit code 3", "killed by SIGSEGV", "still running after 60 s". */
export function howItEnded(end: Ended): string {
  if (end.survived) return 'still there 10 s after SIGKILL'
  if (end.beyond) return `killed for using ${tellBeyond(end.beyond)}`
  if (end.timedOut) return `still running after ${Math.round(end.durationMs / 1000)} s, then killed`
  if (end.signal) return `ended by ${end.signal}`
  const code = end.exitCode ?? 0
  const signals: Record<number, string> = {
    130: 'SIGINT',
    134: 'SIGABRT',
    137: 'SIGKILL',
    139: 'SIGSEGV',
    143: 'SIGTERM',
  }
  if (code === 127) return 'exit code 127 (a command was not found)'
  if (code === 126) return 'exit code 126 (a command could not be executed)'
  return `exit code ${code}${signals[code] ? ` (${signals[code]})` : ''}`
}
