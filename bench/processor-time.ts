// Processor time of a command and of all that it starts, by what it was for. Nobody without privileges has a control group, and what
// getrusage(2) adds up lacks whatever the kernel ends with a process namespace, so /proc is looked at (proc(5)), five times a second.
// What leaves the tree before it has been seen once is missed; of a grade in namespaces nothing can.
import { readFileSync } from 'node:fs'
import { PAGE_BYTES, type Process, readProcesses } from '#harness/sandbox/tree-usage.ts'

export const COMPONENTS = ['brokers', 'Connect', 'registry', 'programs', 'grader', 'short-lived'] as const
export type Component = (typeof COMPONENTS)[number]
export type ByComponent = Record<Component, number>

interface Seen {
  /** The key of what started it. */
  parent: string
  component: Component
  looks: number
  /** Milliseconds of its own, as it was last seen, and of its children that it has waited for. */
  own: number
  waitedFor: number
}

const LOOK_MS = 200
/** So many looks after it was first seen, a process is what it was started for: before, it may still be the one that started it. */
const SETTLED = 3
/** In the environment of every program of a submission, and of what it starts. */
const PROGRAM = 'DAY2_PROGRAM='

export class ProcessorTime {
  readonly #root: number
  readonly #seen = new Map<string, Seen>()
  /** Which of those that were seen have this id now. */
  #living = new Map<number, string>()
  readonly #timer: NodeJS.Timeout
  /** Most that was resident at once, in bytes, by component. */
  readonly peak: ByComponent = none()

  /** @param root the process that it is about, and whatever descends from it */
  constructor(root: number) {
    this.#root = root
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
    this.#look()
  }

  /** Milliseconds by component; what lived too short to be seen counts by what its parent waited for. */
  end(): ByComponent {
    clearInterval(this.#timer)
    const sum = none()
    for (const { component, own } of this.#seen.values()) sum[component] += own
    const children = Map.groupBy(this.#seen.keys(), key => this.#seen.get(key)?.parent)
    // What a process has waited for, without all that has been seen below it: the end of a chain is often missed, and in every link's sum.
    const below = (key: string): number => {
      let known = 0
      for (const child of children.get(key) ?? []) known += (this.#seen.get(child)?.own ?? 0) + below(child)
      const unseen = Math.max(0, (this.#seen.get(key)?.waitedFor ?? 0) - known)
      sum['short-lived'] += unseen
      return known + unseen
    }
    for (const [key, { parent }] of this.#seen) if (!this.#seen.has(parent)) below(key)
    return sum
  }

  #look(): void {
    const now = new Map(readProcesses().map(process => [process.pid, process]))
    const children = Map.groupBy(now.values(), ({ parent }) => parent)
    const resident = none()
    const living = new Map<number, string>()
    const queue = [this.#root]
    // Orphans of a namespace that is gone have another parent: whoever was seen once stays one of them.
    for (const [pid, key] of this.#living) {
      const found = now.get(pid)
      if (found && keyOf(found) === key) queue.push(pid)
    }
    const looked = new Set<number>()
    for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
      const found = now.get(pid)
      if (!found || looked.has(pid)) continue
      looked.add(pid)
      queue.push(...(children.get(pid) ?? []).map(child => child.pid))
      const key = keyOf(found)
      const known = this.#seen.get(key)
      const parent = now.get(found.parent)
      const looks = (known?.looks ?? 0) + 1
      const component =
        known && looks > SETTLED ? known.component : (componentOf(pid) ?? known?.component ?? 'grader')
      this.#seen.set(key, {
        parent: known?.parent ?? (parent ? keyOf(parent) : ''),
        component,
        looks,
        own: found.ownMs,
        waitedFor: found.cpuMs - found.ownMs,
      })
      living.set(pid, key)
      resident[component] += found.residentPages * PAGE_BYTES
    }
    this.#living = living
    for (const component of COMPONENTS)
      this.peak[component] = Math.max(this.peak[component], resident[component])
  }
}

export const none = (): ByComponent =>
  Object.fromEntries(COMPONENTS.map(component => [component, 0])) as ByComponent

export const total = (parts: ByComponent): number => Object.values(parts).reduce((sum, part) => sum + part, 0)

const keyOf = ({ pid, started }: Process): string => `${pid} ${started}`

function componentOf(pid: number): Component | undefined {
  const command = read(`/proc/${pid}/cmdline`)
  if (!command) return undefined
  if (command.includes('\0kafka.Kafka\0')) return 'brokers'
  if (command.includes('ConnectDistributed')) return 'Connect'
  if (command.includes('quarkus-run.jar')) return 'registry'
  return read(`/proc/${pid}/environ`)?.includes(PROGRAM) ? 'programs' : 'grader'
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return undefined
  }
}
