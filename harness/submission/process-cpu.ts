// How much a program and all that it started have computed, as Linux tells it: whether it worked or waited when it was ended.
import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second for programs, whatever its own clock does. */
const MS_PER_TICK = 10

interface Process {
  parent: number
  /** Its own time and that of its children that have ended, in milliseconds. */
  cpuMs: number
}

/** Of the living process alone, with its children that have ended; undefined where the platform does not tell. */
export function cpuOfProcess(pid: number): number | undefined {
  return read(String(pid))?.cpuMs
}

/** Of the process and all that descend from it and live; undefined where the platform does not tell. */
export function cpuOfTree(root: number): number | undefined {
  if (process.platform !== 'linux') return undefined
  const processes = new Map<number, Process>()
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const found = /^\d+$/.test(name) ? read(name) : undefined
    if (!found) continue
    processes.set(Number(name), found)
    const siblings = children.get(found.parent)
    if (siblings) siblings.push(Number(name))
    else children.set(found.parent, [Number(name)])
  }
  if (!processes.has(root)) return undefined
  let sum = 0
  for (const todo = [root]; todo.length > 0; ) {
    const pid = todo.pop() ?? root
    sum += processes.get(pid)?.cpuMs ?? 0
    todo.push(...(children.get(pid) ?? []))
  }
  return sum
}

function read(pid: string): Process | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name stands in brackets and may hold anything, brackets and blanks included.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = fields.slice(11, 15).map(Number)
    return { parent: Number(fields[1]), cpuMs: MS_PER_TICK * ticks.reduce((sum, each) => sum + each, 0) }
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}
