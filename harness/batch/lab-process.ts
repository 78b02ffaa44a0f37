// A lab in a process of its own, in namespaces of its own. It may hang or die: then it is gone, and its order is not.
import { type ChildProcess, spawn } from 'node:child_process'
import readline from 'node:readline'
import { patient } from '#harness/host/patience.ts'
import { within } from '#harness/host/within.ts'
import type { ExerciseResult } from '#harness/results/result.ts'
import { type FromLab, readFromLab } from './lab-protocol.ts'
import { type Lab, LabLost, type Order } from './order.ts'

export interface LabProcessOptions {
  command: readonly [string, ...string[]]
  /** What it printed that is none of its answers. */
  onStray: (line: string) => void
  /** Milliseconds for an order, or for coming up; by default what a slow machine needs at most. */
  limitMs?: number
}

/** Eight checks that each wait as long as a check may, and a lab that is opened anew. */
const LIMIT_MS = 25 * 60_000

export class LabProcess implements Lab {
  readonly #child: ChildProcess
  readonly #limitMs: number
  readonly #ended: Promise<string>
  #ready = false
  #refused: string | undefined
  #answer: ((said: FromLab) => void) | undefined

  constructor({ command: [program, ...args], onStray, limitMs = patient(LIMIT_MS) }: LabProcessOptions) {
    this.#limitMs = limitMs
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#child.stdin?.on('error', () => {})
    this.#ended = new Promise(resolve => {
      this.#child.on('error', error => resolve(error.message))
      this.#child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
    })
    if (this.#child.stdout)
      readline.createInterface({ input: this.#child.stdout }).on('line', line => {
        const said = readFromLab(line)
        if (said === undefined) onStray(line)
        else if ('ready' in said) this.#ready = true
        else if ('refused' in said) this.#refused = said.refused
        else this.#answer?.(said)
      })
  }

  async gradeOne(order: Order): Promise<ExerciseResult> {
    const answer = new Promise<FromLab>(resolve => {
      this.#answer = resolve
    })
    this.#child.stdin?.write(`${JSON.stringify({ order })}\n`)
    const late = `nothing for ${Math.round(this.#limitMs / 1000)} s, so it was ended`
    const came = await within(this.#limitMs, Promise.race([answer, this.#ended]), late)
    this.#answer = undefined
    if (typeof came === 'object' && 'result' in came) return came.result
    await this.close()
    const why = this.#refused ?? (typeof came === 'string' ? came : 'no reason given')
    throw new LabLost(why, { unopened: !this.#ready })
  }

  async close(): Promise<void> {
    // With its input, its reason to be is gone; what does not see that is killed.
    this.#child.stdin?.end()
    this.#child.kill('SIGKILL')
    await this.#ended
  }
}
