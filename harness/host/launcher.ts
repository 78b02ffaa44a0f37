// Who a process is to the rest of the machine. Inside a process namespace of its own every grade is process 1, so the launcher, which
// is outside and lives as long, stands for it.
import { z } from 'zod'
import { HERE } from './place.ts'
import { startOf } from './process-start.ts'

const Launcher = z.object({
  pid: z.number(),
  /** See process-start.ts; empty where the platform does not tell. */
  born: z.string(),
  /** A folder of the outside that the inside sees by the same path. */
  shared: z.string().optional(),
})
export type Launcher = z.infer<typeof Launcher>

/** The variable in which the launcher tells. Nothing is believed of it where this process is not inside. */
export const LAUNCHER = 'DAY2_LAUNCHER'

export function ownIdentity(): Launcher {
  return { pid: process.pid, born: startOf(process.pid) ?? '' }
}

/** As the rest of the machine knows this process: inside, that is its launcher. */
export function identity(place = HERE, env = process.env): Launcher {
  return place.clearsUp === 'kernel' ? Launcher.parse(JSON.parse(env[LAUNCHER] ?? '')) : ownIdentity()
}
