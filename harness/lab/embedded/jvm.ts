// One JVM of the lab: started with its output in a file, ended by signal.
import { once } from 'node:events'
import { open, readFile, stat } from 'node:fs/promises'
import type { Keeper } from '#harness/host/keeper.ts'
import { type Launched, launch } from '#harness/sandbox/launch.ts'
import type { Life, Machine } from '../component.ts'
import type { LogSource } from '../request-log.ts'

export interface JvmSpec {
  java: string
  args: string[]
  env?: Record<string, string>
  cwd: string
  /** Standard output and error are appended here. */
  log: string
  keeper: Keeper
  /** Lays out what it needs before a start. */
  prepare?: () => Promise<void>
  /** What it sees of the machine: the root of a view. Without one, everything. */
  view: () => Promise<string | undefined>
}

export class Jvm implements Machine {
  readonly #spec: JvmSpec
  #logFrom = 0

  constructor(spec: JvmSpec) {
    this.#spec = spec
  }

  async launch(): Promise<Life> {
    const { java, args, env, cwd, log, keeper, prepare, view } = this.#spec
    await prepare?.()
    const root = await view()
    const file = await open(log, 'a')
    try {
      this.#logFrom = (await file.stat()).size
      const launched = launch({
        root,
        // Libraries unpack native code into the temporary folder and leave it there when they are killed.
        command: [java, `-Djava.io.tmpdir=${cwd}`, ...args],
        cwd,
        // The user's own JAVA_TOOL_OPTIONS and KAFKA_* settings must not reach the lab.
        env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...env },
        output: file.fd,
      })
      const { child } = launched
      const ended = once(child, 'exit').then(([code, signal]) => signal ?? `exit code ${code}`)
      // One that cannot be started says so before it has a process id.
      await once(child, 'spawn')
      return new JvmLife(launched, ended, keeper)
    } finally {
      await file.close()
    }
  }

  async logTail(lines: number): Promise<string> {
    const text = await readFile(this.#spec.log, 'utf8').catch(() => '')
    return text.trimEnd().split('\n').slice(-lines).join('\n')
  }

  async logOfLife(): Promise<string> {
    return (await fileSource(this.#spec.log).from(this.#logFrom)).toString()
  }

  async markLog(): ReturnType<Machine['markLog']> {
    const log = fileSource(this.#spec.log)
    const mark = await log.size()
    return async mostBytes => (await log.from(Math.max(mark, (await log.size()) - mostBytes))).toString()
  }
}

class JvmLife implements Life {
  readonly pid: number | undefined
  readonly ended: Promise<string>
  readonly #launched: Launched

  constructor(launched: Launched, ended: Promise<string>, keeper: Keeper) {
    const { pid } = launched.child
    this.#launched = launched
    this.pid = pid
    if (pid !== undefined) keeper.watch(pid)
    this.ended = ended.then(how => {
      if (pid !== undefined) keeper.release(pid)
      return how
    })
  }

  async stop(graceMs: number): Promise<void> {
    this.#launched.terminate()
    const timer = setTimeout(() => this.#launched.child.kill('SIGKILL'), graceMs)
    await this.ended
    clearTimeout(timer)
  }

  async kill(): Promise<void> {
    this.#launched.child.kill('SIGKILL')
    await this.ended
  }
}

/** A file that grows, as something to read on in. */
export function fileSource(file: string): LogSource {
  return {
    size: async () => (await stat(file).catch(() => undefined))?.size ?? 0,
    async from(offset) {
      const handle = await open(file).catch(() => undefined)
      if (!handle) return Buffer.alloc(0)
      try {
        const { size } = await handle.stat()
        const rest = Buffer.alloc(Math.max(0, size - offset))
        const { bytesRead } = await handle.read(rest, 0, rest.length, offset)
        return rest.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
  }
}
