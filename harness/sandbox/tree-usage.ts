// What a process and all that descends from it use, from /proc (proc(5)). Nobody without privileges can have a control group, so it
// is added up.
import { readdirSync, readFileSync } from 'node:fs'

export interface TreeUsage {
  /** Bytes. */
  memory: number
  /** Processes and threads. */
  processes: number
  /** Milliseconds of processor time of those that live; what has ended counts with its parent once that has waited for it. */
  cpuMs: number
}

export interface Process {
  pid: number
  parent: number
  threads: number
  residentPages: number
  /** Its own time and that of its children that it has waited for. */
  cpuMs: number
  /** Its own time alone. */
  ownMs: number
  /** When it was started, in ticks since the machine's start: ids are used again. */
  started: number
}

/** As getconf(1) tells them: the same on every Linux that Node runs on. */
const MS_PER_TICK = 10
export const PAGE_BYTES = 4096

/**
 * @param roots process ids as this process sees them; orphans stay below the first process of their namespace
 * @param precisely counts what processes share once; that takes long, so ask for it where the quick sum is too high
 */
export function treeUsage(roots: readonly number[], precisely = false): TreeUsage {
  const tree = descendants(roots, readProcesses())
  const usage: TreeUsage = { memory: 0, processes: 0, cpuMs: 0 }
  for (const { pid, threads, residentPages, cpuMs } of tree) {
    usage.memory += (precisely ? proportional(pid) : undefined) ?? residentPages * PAGE_BYTES
    usage.processes += threads
    usage.cpuMs += cpuMs
  }
  return usage
}

/** Process ids of all that descend from `root`, itself first. */
export function treeOf(root: number): number[] {
  return descendants([root], readProcesses()).map(({ pid }) => pid)
}

export function descendants<P extends Pick<Process, 'pid' | 'parent'>>(
  roots: readonly number[],
  all: readonly P[],
): P[] {
  const children = Map.groupBy(all, ({ parent }) => parent)
  const byId = new Map(all.map(process => [process.pid, process]))
  const found: P[] = []
  const queue = roots.flatMap(pid => byId.get(pid) ?? [])
  const seen = new Set<number>()
  for (let process = queue.pop(); process; process = queue.pop()) {
    if (seen.has(process.pid)) continue
    seen.add(process.pid)
    found.push(process)
    queue.push(...(children.get(process.pid) ?? []))
  }
  return found
}

/** One living process; undefined where there is none, or no Linux. */
export function processOf(pid: number): Process | undefined {
  return parseStat(read(`/proc/${pid}/stat`))
}

export function readProcesses(): Process[] {
  const all: Process[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parsed = parseStat(read(`/proc/${name}/stat`))
    if (parsed) all.push(parsed)
  }
  return all
}

/** One line of /proc/PID/stat. A program may call itself anything: the name ends at the last parenthesis. */
export function parseStat(text: string): Process | undefined {
  const end = text.lastIndexOf(')')
  if (end < 0) return undefined
  const pid = Number.parseInt(text, 10)
  // From the third field on: state, ppid, …
  const fields = text.slice(end + 2).split(' ')
  const number = (field: number): number => Number(fields[field - 3] ?? 0)
  return {
    pid,
    parent: number(4),
    cpuMs: MS_PER_TICK * (number(14) + number(15) + number(16) + number(17)),
    ownMs: MS_PER_TICK * (number(14) + number(15)),
    started: number(22),
    threads: number(20),
    residentPages: number(24),
  }
}

function proportional(pid: number): number | undefined {
  const kib = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1]
  return kib === undefined ? undefined : Number(kib) * 1024
}

/** Empty for what has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
