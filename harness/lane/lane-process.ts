// The process of a lane as whoever has started it sees it: lines go in, lines come out, and it ends with its input.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import { PROJECT } from '#harness/host/project.ts'
import { OWN_NODE } from '#harness/host/quiet-node.ts'
import type { LaneSettings } from './protocol.ts'

export type LaneCommand = readonly [string, ...string[]]

/** How it is started; its settings and what it is to see come behind. */
const LANE: LaneCommand = [...OWN_NODE, path.join(PROJECT, 'harness/cli.ts'), 'lane']
/** A lab is closed in order by then, in milliseconds, or its process is ended. */
const CLOSE_MS = 15_000

export interface LaneProcessOptions {
  settings: LaneSettings
  /** Files and folders that it is to see although they lie below /tmp. */
  visible: readonly string[]
  /** What starts it; another command serves the tests. */
  command?: LaneCommand | undefined
  /** It ends with this process itself, and not with what started that: then its end of a pipe tells it. */
  lifeline?: boolean
}

export class LaneProcess {
  /** Resolves with how it ended, in words. */
  readonly ended: Promise<string>
  readonly #child: ChildProcess

  constructor({ settings, visible, command = LANE, lifeline = false }: LaneProcessOptions) {
    const [program, ...args] = command
    const child = spawn(program, [...args, JSON.stringify(settings), ...visible], {
      stdio: ['pipe', 'pipe', 'inherit', ...(lifeline ? (['pipe'] as const) : [])],
      env: lifeline ? { ...process.env, DAY2_LIFELINE: '3' } : process.env,
    })
    for (const stream of child.stdio) stream?.on('error', () => {})
    this.ended = new Promise(resolve => {
      child.on('error', error => resolve(error.message))
      child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
    })
    this.#child = child
  }

  /** undefined where it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  onLine(listener: (line: string) => void): void {
    const { stdout } = this.#child
    if (stdout) readline.createInterface({ input: stdout }).on('line', listener)
  }

  send(line: string): void {
    this.#child.stdin?.write(`${line}\n`)
  }

  /** With its end the kernel, or its keeper, ends all that it has started. */
  async kill(): Promise<void> {
    this.#child.stdin?.end()
    this.#child.kill('SIGKILL')
    await this.ended
  }

  async close(): Promise<void> {
    this.#child.stdin?.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), CLOSE_MS)
    await this.ended
    clearTimeout(timer)
  }
}
