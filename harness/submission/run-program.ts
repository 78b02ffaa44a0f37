// Runs one program of a submission: started, fed, stopped or crashed, its output captured, its end told in distinct facts.

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Place } from '#harness/excerpt/excerpt.ts'
import { Capture, eachLine, SHOWN, WHOLE } from './capture.ts'
import { type ProcessTree, spawnTree } from './process-tree.ts'

export interface ProgramOptions {
  name: string
  command: string[]
  cwd: string
  env: Record<string, string>
  /** Keep up to 16 MiB of standard output, because it is an answer that will be parsed. */
  whole?: boolean
  /** Called for each line on standard output, as it comes. */
  onLine?: (line: string) => void
  keeper: { watch(pid: number): void; release(pid: number): void }
}

export interface Ended {
  exitCode: number | null
  signal: string | null
  /** Who ended it: itself, our SIGTERM, or our SIGKILL (after a limit, a grace period, or as a crash). */
  by: 'itself' | 'SIGTERM' | 'SIGKILL'
  timedOut: boolean
  durationMs: number
}

const GRACE_MS = 10_000

export class RunningProgram {
  readonly name: string
  /** Its folders, and how they are called where what it printed is shown. */
  readonly places: readonly Place[]
  readonly ended: Promise<Ended>
  readonly #tree: ProcessTree
  readonly #stdout: Capture
  readonly #stderr = new Capture(SHOWN)
  readonly #started = performance.now()
  #end: Ended | undefined
  #by: Ended['by'] = 'itself'
  #timedOut = false

  constructor({ name, command, cwd, env, whole, onLine, keeper }: ProgramOptions) {
    this.name = name
    this.places = [
      { path: cwd, as: '' },
      { path: env.HOME ?? '', as: '~' },
      { path: env.TMPDIR ?? '', as: '$TMPDIR' },
    ]
    this.#stdout = new Capture(whole ? WHOLE / 2 : SHOWN)
    this.#tree = spawnTree({ command, cwd, env, mark: randomUUID() })
    const { child } = this.#tree
    child.stdout?.on('data', (chunk: Buffer) => this.#stdout.add(chunk))
    child.stderr?.on('data', (chunk: Buffer) => this.#stderr.add(chunk))
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

  /** Writes to its standard input; resolves when the operating system has taken it, also when the program is gone. */
  async write(text: string | Buffer): Promise<void> {
    const { stdin } = this.#tree.child
    if (!stdin || stdin.destroyed || !this.running) return
    if (!stdin.write(text))
      await Promise.race([once(stdin, 'drain').catch(() => {}), once(stdin, 'close'), this.ended])
  }

  closeInput(): void {
    this.#tree.child.stdin?.end()
  }

  /** Waits for its end; past `limitMs` it is killed, and `timedOut` says so. */
  async wait(limitMs: number): Promise<Ended> {
    const timer = setTimeout(() => {
      this.#timedOut = true
      this.crash().catch(() => {})
    }, limitMs)
    try {
      return await this.ended
    } finally {
      clearTimeout(timer)
    }
  }

  /** SIGTERM to its process group, SIGKILL to all of it 10 s later. */
  async stop(): Promise<Ended> {
    if (this.running) {
      if (this.#by === 'itself') this.#by = 'SIGTERM'
      this.#tree.terminate()
      const timer = setTimeout(() => this.crash().catch(() => {}), GRACE_MS)
      await this.ended
      clearTimeout(timer)
    }
    return this.ended
  }

  /** SIGKILL to it and all that it started. */
  async crash(): Promise<Ended> {
    if (this.running) {
      this.#by = 'SIGKILL'
      this.#tree.kill()
    }
    return this.ended
  }

  async #untilEnd(): Promise<Ended> {
    const { child } = this.#tree
    const [exitCode, signal] = await new Promise<[number | null, string | null]>(resolve => {
      child.once('error', error => {
        this.#stderr.add(Buffer.from(`${error.message}\n`))
        resolve([127, null])
      })
      child.once('exit', (code, name) => resolve([code, name]))
    })
    // Whatever it left running holds its pipes open; it ends with the program.
    this.#tree.sweep()
    const closed = Promise.all(
      [child.stdout, child.stderr].map(stream => stream && !stream.closed && once(stream, 'close')),
    )
    await closed.catch(() => {})
    this.#end = {
      exitCode,
      signal,
      by: this.#by,
      timedOut: this.#timedOut,
      durationMs: Math.round(performance.now() - this.#started),
    }
    return this.#end
  }
}

/** "exit code 3", "killed by SIGSEGV", "still running after 60 s". */
export function howItEnded(end: Ended): string {
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
