// One lane of those that stay, as their keeper sees it: a process that is lent to one connection at a time. What is said to it and what
// it says is passed on as it is.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import readline from 'node:readline'
import { endOf, LANE } from '#harness/lane/lane.ts'
import {
  type Addresses,
  FromLane,
  type LaneSettings,
  messageIn,
  type ToLane,
  type WhyNot,
} from '#harness/lane/protocol.ts'
import { treeOf } from '#harness/sandbox/tree-usage.ts'
import type { Holder } from './protocol.ts'

/** A lab is closed in order by then, or it is ended, in milliseconds. */
const CLOSE_MS = 15_000
/** What was dropped ends by then, in milliseconds: programs are killed, and a check finishes what it is in the middle of. */
const DROP_MS = 45_000

export class KeptLane {
  readonly ended: Promise<string>
  /** Resolves when the lab is up. @throws Error where it is not opened */
  readonly up: Promise<{ why: WhyNot; addresses: Addresses }>
  /** Who has it. */
  holder: Holder | undefined
  readonly #child: ChildProcess
  #listener: ((line: string) => void) | undefined
  /** Resolves when the order that runs has ended. */
  #idle: PromiseWithResolvers<void> | undefined

  constructor(settings: LaneSettings, visible: readonly string[]) {
    const [program, ...args] = LANE
    const child = spawn(program, [...args, JSON.stringify({ ...settings, stays: true }), ...visible], {
      // The lane ends when its launcher's descriptor 3 does: a keeper that is killed takes it along at once.
      stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
      env: { ...process.env, DAY2_LIFELINE: '3' },
    })
    for (const stream of child.stdio) stream?.on('error', () => {})
    this.#child = child
    this.ended = endOf(child)
    const up = Promise.withResolvers<{ why: WhyNot; addresses: Addresses }>()
    let why: WhyNot = {}
    if (child.stdout)
      readline.createInterface({ input: child.stdout }).on('line', line => {
        const said = messageIn(line, FromLane)
        if (said === undefined) process.stderr.write(`${line}\n`)
        else if ('ready' in said) why = said.why ?? {}
        else if ('lab' in said) {
          if ('unopened' in said.lab) up.reject(new Error(said.lab.unopened))
          else up.resolve({ why, addresses: said.lab })
        } else {
          if ('ended' in said) this.#idle?.resolve()
          this.#listener?.(line)
        }
      })
    this.up = Promise.race([
      up.promise,
      this.ended.then(how => {
        throw new Error(`the process of the lab ended (${how})`)
      }),
    ])
    this.up.catch(() => {})
  }

  /** First process of its namespaces, as this machine counts; undefined where it has none. */
  get pid(): number | undefined {
    const { pid } = this.#child
    return pid === undefined ? undefined : treeOf(pid).find(isFirst)
  }

  lend(holder: Holder, listener: (line: string) => void): void {
    this.holder = holder
    this.#listener = listener
  }

  pass(line: string): void {
    if (line.startsWith('{"order"') || line.startsWith('{"shell"')) this.#idle = Promise.withResolvers()
    this.#child.stdin?.write(`${line}\n`)
  }

  /** Takes it back; what still runs is dropped. @returns whether it is good for somebody else */
  async takeBack(): Promise<boolean> {
    this.#listener = undefined
    const dropped: ToLane = { giveUp: true }
    if (this.#idle) this.pass(JSON.stringify(dropped))
    const late = Promise.withResolvers<false>()
    const timer = setTimeout(() => late.resolve(false), DROP_MS)
    const idle = (this.#idle?.promise ?? Promise.resolve()).then(() => true)
    const ended = this.ended.then(() => false)
    const good = await Promise.race([idle, ended, late.promise]).finally(() => clearTimeout(timer))
    this.#idle = undefined
    this.holder = undefined
    return good
  }

  async close(): Promise<void> {
    this.#child.stdin?.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), CLOSE_MS)
    await this.ended
    clearTimeout(timer)
  }
}

/** Is it the first process of a process namespace just below this one? */
function isFirst(pid: number): boolean {
  const ids = idsOf(pid)
  return ids.length === idsOf('self').length + 1 && ids.at(-1) === '1'
}

/** Its ids in this process namespace and in those below, as far down as it is. */
function idsOf(pid: number | 'self'): string[] {
  try {
    return /^NSpid:\t(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]?.split('\t') ?? []
  } catch {
    return []
  }
}
