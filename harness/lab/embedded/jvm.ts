// One JVM of the lab: started with its output in a file, ended by signal, its unexpected end told apart from ours.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import type { Keeper } from '#harness/host/keeper.ts'
import { poll, Unrecoverable } from '#harness/host/poll.ts'
import { type ComponentState, LabFault } from '../lab.ts'

export interface JvmSpec {
  name: string
  java: string
  args: string[]
  env?: Record<string, string>
  cwd: string
  /** Standard output and error are appended here. */
  log: string
  keeper: Keeper
}

export class Jvm {
  readonly #spec: JvmSpec
  #child: ChildProcess | undefined
  #ended: Promise<void> = Promise.resolve()
  #asked = false

  constructor(spec: JvmSpec) {
    this.#spec = spec
  }

  get state(): ComponentState {
    if (!this.#child) return 'stopped'
    if (this.#child.exitCode === null && this.#child.signalCode === null) return 'running'
    return this.#asked ? 'stopped' : 'dead'
  }

  get pid(): number | undefined {
    return this.state === 'running' ? this.#child?.pid : undefined
  }

  async start(): Promise<void> {
    if (this.state === 'running') throw new LabFault(`${this.#spec.name} runs already`)
    const { java, args, env, cwd, log, keeper } = this.#spec
    const file = await open(log, 'a')
    try {
      this.#asked = false
      // Libraries unpack native code into the temporary folder and leave it there when they are killed.
      const child = spawn(java, [`-Djava.io.tmpdir=${cwd}`, ...args], {
        cwd,
        // The user's own JAVA_TOOL_OPTIONS and KAFKA_* settings must not reach the lab.
        env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...env },
        stdio: ['ignore', file.fd, file.fd],
        // A group of its own: a Ctrl-C at the terminal must reach the grader alone.
        detached: true,
      })
      this.#child = child
      this.#ended = once(child, 'exit').then(
        () => {},
        () => {},
      )
      if (child.pid !== undefined) keeper.watch(child.pid)
      const pid = child.pid
      void this.#ended.then(() => pid !== undefined && keeper.release(pid))
    } finally {
      await file.close()
    }
  }

  /** Waits until `ready` answers true; an exit on the way or the deadline is a {@link LabFault} with the log's end. */
  async untilReady(ready: () => Promise<boolean>, deadlineMs: number): Promise<void> {
    const { name } = this.#spec
    const probe = (): Promise<boolean> => {
      if (this.state !== 'running') {
        const code = this.#child?.exitCode ?? this.#child?.signalCode ?? 'not started'
        throw new Unrecoverable(new LabFault(`${name} ended while it was starting (${code})`))
      }
      return ready()
    }
    try {
      await poll(`${name} to be ready`, probe, { deadlineMs })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      throw new LabFault(message, { cause: error, log: await this.logTail() })
    }
  }

  /** SIGTERM, and SIGKILL when it has not ended `graceMs` later. */
  async stop(graceMs = 20_000): Promise<void> {
    if (this.state !== 'running') return this.#forget()
    this.#asked = true
    this.#child?.kill('SIGTERM')
    const timer = setTimeout(() => this.#child?.kill('SIGKILL'), graceMs)
    await this.#ended
    clearTimeout(timer)
    this.#forget()
  }

  async kill(): Promise<void> {
    if (this.state !== 'running') return this.#forget()
    this.#asked = true
    this.#child?.kill('SIGKILL')
    await this.#ended
    this.#forget()
  }

  async logTail(lines = 40): Promise<string> {
    const text = await readFile(this.#spec.log, 'utf8').catch(() => '')
    return text.trimEnd().split('\n').slice(-lines).join('\n')
  }

  #forget(): void {
    this.#child = undefined
  }
}
