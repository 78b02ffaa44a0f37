// A program and all that it starts, so that a crash hits all of it and nothing stays behind. Where the kernel allows it the
// program runs in a process namespace of its own; elsewhere it leads a process group, and stragglers are found by a mark in
// their environment.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { HERE, type Place } from '#harness/host/place.ts'
import { startOf } from '#harness/host/process-start.ts'
import { type Entering, enterView } from '#harness/sandbox/enter-view.ts'
import { cpuOfProcess, cpuOfTree } from './process-cpu.ts'

/** The root of a prepared view, and what else is known before there is a command. */
export type EnteredView = Pick<Entering, 'root' | 'processes' | 'network'>

export interface TreeOptions {
  command: string[]
  cwd: string
  env: Record<string, string>
  /** Names this program among all processes of the machine. */
  mark: string
  /** What it sees of the machine, and how many processes it may have; without it, everything. */
  view?: EnteredView | undefined
}

export interface ProcessTree {
  readonly child: ChildProcess
  /** SIGTERM to the program's process group. */
  terminate(): void
  /** SIGSTOP to the program and all that it started. */
  freeze(): void
  /** SIGCONT to the same. */
  thaw(): void
  /** SIGKILL to the program and all that it started. */
  kill(): void
  /** After the program's end: SIGKILL to whatever it left running. */
  sweep(): void
  /** Milliseconds of processor time that it used, as far as is known by now; undefined where the platform does not tell. */
  cpuMs(): number | undefined
}

export const MARK = 'DAY2_PROGRAM'

/**
 * First process of the namespace. It starts the program as the leader of a group and session of its own, and ends with the
 * program's exit code; the kernel then ends all that is left. What comes on descriptor 3 is the name of a signal, for that group or,
 * with a 1 behind it, for all that is in the namespace (`kill -1` spares the first process and the caller). The last thing it says
 * there is how long its children have computed.
 */
const FIRST_PROCESS = `
exec 4<&0 </dev/null
setsid "$@" <&4 3<&- 4<&- &
program=$!
exec 4<&-
while read -r signal whom <&3; do kill -s "$signal" -- "-\${whom:-$program}"; done >/dev/null 2>&1 &
wait "$program"
code=$?
times >&3 2>/dev/null
exit "$code"
`

/** How often it is looked for what a program has left, and how long between two looks, in milliseconds. */
const LOOKS = 40
const LOOK_PAUSE_MS = 5
/** Where only samples tell what a program has computed, in milliseconds. */
const SAMPLE_MS = 500
const NAMESPACE = ['--pid', '--fork', '--kill-child', '--mount', '--mount-proc']

export function spawnTree(options: TreeOptions, place: Place = HERE): ProcessTree {
  return place.trees === 'namespace' ? inNamespaceOfItsOwn(options) : asProcessGroup(options)
}

function inNamespaceOfItsOwn({ command, cwd, env, mark, view }: TreeOptions): ProcessTree {
  const inside = ['sh', '-c', FIRST_PROCESS, 'sh', ...command]
  const [file = '', ...args] = view
    ? enterView({ ...view, cwd, command: inside })
    : ['unshare', ...NAMESPACE, ...inside]
  const child = spawn(file, args, {
    cwd,
    env: { ...env, [MARK]: mark },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const channel = child.stdio[3] as Duplex
  let report = ''
  channel.on('error', () => {})
  channel.on('data', (chunk: Buffer) => {
    report = (report + chunk.toString('latin1')).slice(-1024)
  })
  const signal = (what: string): void => void channel.write(`${what}\n`)
  let sampled: number | undefined
  return {
    child,
    terminate: () => signal('TERM'),
    freeze: () => signal('STOP 1'),
    thaw: () => signal('CONT 1'),
    kill: () => {
      if (child.pid !== undefined) sampled = cpuOfTree(child.pid)
      child.kill('SIGKILL')
    },
    sweep: () => {},
    cpuMs: () => childrensTime(report) ?? sampled,
  }
}

/** What `times` says of a shell's children, on its second line: `0m1.230000s 0m0.010000s`. */
function childrensTime(report: string): number | undefined {
  const children = report.split('\n')[1] ?? ''
  const times = [...children.matchAll(/(\d+)m(\d+)[.,](\d+)s/g)]
  if (times.length !== 2) return undefined
  return times.reduce(
    (sum, [, minutes, seconds, part]) =>
      sum + Math.round((Number(minutes) * 60 + Number(`${seconds}.${part}`)) * 1000),
    0,
  )
}

function asProcessGroup({ command, cwd, env, mark }: TreeOptions): ProcessTree {
  const [file = '', ...args] = command
  const child = spawn(file, args, {
    cwd,
    env: { ...env, [MARK]: mark },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, name)
    } catch {
      // The group has ended.
    }
  }
  const began = startOf(child.pid ?? 0)
  /** @returns whether there may be more of it than was found */
  const signalAll = (name: NodeJS.Signals): boolean => {
    signal(name)
    const { pids, starting } = marked(mark, began)
    for (const pid of pids) {
      try {
        process.kill(pid, name)
      } catch {
        // It has ended by itself.
      }
    }
    return starting || pids.length > 0
  }
  let cpuMs: number | undefined
  const sampling = setInterval(() => {
    if (child.pid !== undefined) cpuMs = cpuOfProcess(child.pid) ?? cpuMs
  }, SAMPLE_MS)
  sampling.unref()
  child.once('error', () => clearInterval(sampling))
  child.once('exit', () => clearInterval(sampling))
  return {
    child,
    terminate: () => signal('SIGTERM'),
    freeze: () => void signalAll('SIGSTOP'),
    thaw: () => void signalAll('SIGCONT'),
    kill: () => {
      if (child.pid !== undefined) cpuMs = cpuOfTree(child.pid) ?? cpuMs
      signalAll('SIGKILL')
    },
    sweep: () => {
      for (let look = 0; signalAll('SIGKILL') && look < LOOKS; look++) pause(LOOK_PAUSE_MS)
    },
    cpuMs: () => cpuMs,
  }
}

/**
 * Processes that carry the mark although they left the group (Linux; elsewhere the group is all there is). Between fork and exec's end
 * a process has no environment: such a one that is younger than the program is `starting`, and may carry the mark in a moment.
 */
function marked(mark: string, began: string | undefined): { pids: number[]; starting: boolean } {
  const pids: number[] = []
  let starting = false
  if (process.platform !== 'linux') return { pids, starting }
  const needle = `${MARK}=${mark}\0`
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'latin1')
      if (environment.includes(needle)) pids.push(Number(pid))
      else if (environment === '')
        starting ||= Number(startOf(Number(pid)) ?? -1) >= Number(began ?? Infinity)
    } catch {
      // Another user's, or ended.
    }
  }
  return { pids, starting }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
