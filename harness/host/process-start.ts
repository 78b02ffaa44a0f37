// When a process was started: ids are used again, and with its start a process is known for certain.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** When the process was started, in a form of this system's; undefined where there is no such process. */
export function startOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux')
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
      )
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // From the third field on; the second one may hold anything. The 22nd is the start, in ticks since the machine's.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie has ended.
    return fields[0] === 'Z' ? undefined : fields[22 - 3]
  } catch {
    return undefined
  }
}
