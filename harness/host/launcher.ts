// Who a process is to the rest of the machine. Inside a process namespace of its own every grade is process 1, so the launcher, which
// is outside and lives as long, stands for it.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { HERE } from './place.ts'

const Launcher = z.object({
  pid: z.number(),
  /** Clock ticks since the machine started, where the platform tells: process ids are used again. */
  born: z.string(),
  /** A folder of the outside that the inside sees by the same path. */
  shared: z.string().optional(),
})
export type Launcher = z.infer<typeof Launcher>

/** The variable in which the launcher tells. Nothing is believed of it where this process is not inside. */
export const LAUNCHER = 'DAY2_LAUNCHER'

export function ownIdentity(): Launcher {
  return { pid: process.pid, born: bornAt(process.pid) }
}

/** As the rest of the machine knows this process: inside, that is its launcher. */
export function identity(place = HERE, env = process.env): Launcher {
  return place.clearsUp === 'kernel' ? Launcher.parse(JSON.parse(env[LAUNCHER] ?? '')) : ownIdentity()
}

/** From /proc; empty elsewhere, and where there is no such process. */
export function bornAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold blanks; the start time is the 20th field behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
