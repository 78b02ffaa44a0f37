// One lane of those that stay, as their lender sees it: a process that is lent to one connection at a time. What is said to it and what
// it says is passed on as it is.
import { readFileSync } from 'node:fs'
import { within } from '#harness/host/within.ts'
import { LaneProcess } from '#harness/lane/lane-process.ts'
import {
  type Addresses,
  FromLane,
  type LaneSettings,
  messageIn,
  ToLane,
  type WhyNot,
} from '#harness/lane/protocol.ts'
import { treeOf } from '#harness/sandbox/tree-usage.ts'
import type { Holder } from './protocol.ts'

/** What was dropped ends by then, in milliseconds: programs are killed, and a check finishes what it is in the middle of. */
const DROP_MS = 45_000

export class LentLane {
  /** Resolves when the lab is up. @throws Error where it is not opened */
  readonly up: Promise<{ why: WhyNot; addresses: Addresses }>
  /** Who has it. */
  holder: Holder | undefined
  readonly #process: LaneProcess
  #listener: ((line: string) => void) | undefined
  /** Resolves when the order that runs has ended. */
  #idle: PromiseWithResolvers<void> | undefined

  constructor(settings: LaneSettings, visible: readonly string[]) {
    // Whoever keeps it and is killed takes it along at once.
    this.#process = new LaneProcess({
      settings: { ...settings, stays: true, anywhere: true },
      visible,
      lifeline: true,
    })
    const up = Promise.withResolvers<{ why: WhyNot; addresses: Addresses }>()
    let why: WhyNot = {}
    this.#process.onLine(line => {
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

  /** Resolves with how its process ended, in words. */
  get ended(): Promise<string> {
    return this.#process.ended
  }

  /** First process of its namespaces, as this machine counts; undefined where it has none. */
  get pid(): number | undefined {
    const { pid } = this.#process
    return pid === undefined ? undefined : treeOf(pid).find(isFirst)
  }

  lend(holder: Holder, listener: (line: string) => void): void {
    this.holder = holder
    this.#listener = listener
  }

  /** What its holder says to it. */
  pass(line: string): void {
    const said = messageIn(line, ToLane)
    if (said && !('giveUp' in said)) this.#idle = Promise.withResolvers()
    this.#process.send(line)
  }

  /** Takes it back; what still runs is dropped. @returns whether it is good for somebody else */
  async takeBack(): Promise<boolean> {
    this.#listener = undefined
    const dropped: ToLane = { giveUp: true }
    if (this.#idle) this.pass(JSON.stringify(dropped))
    const idle = (this.#idle?.promise ?? Promise.resolve()).then(() => true)
    const ended = this.ended.then(() => false)
    const good = await within(DROP_MS, Promise.race([idle, ended]), false)
    this.#idle = undefined
    this.holder = undefined
    return good
  }

  close(): Promise<void> {
    return this.#process.close()
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
