// The state file of a lab that stays: who keeps it, and what it was made of. The process is known by its id and the time of its start,
// since ids are given again.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { startOf } from '#harness/host/process-start.ts'
import { Addresses, WhyNot } from '#harness/lane/protocol.ts'
import { ISOLATIONS } from '#harness/sandbox/view.ts'

export const StayState = z.object({
  schema: z.literal(1),
  pid: z.number(),
  /** As the system tells it; only to be compared. */
  started: z.string(),
  /** ISO 8601. */
  since: z.string(),
  labs: z.number(),
  /** It ends after so long without work, in milliseconds. */
  idleMs: z.number(),
  isolation: z.enum(ISOLATIONS),
  /** Why there is less than a lane of its own. */
  why: WhyNot,
  /** Of each lab, as programs in it know them. */
  addresses: z.array(Addresses),
  /** What it fits, by what may have changed; see fit.ts. */
  fits: z.record(z.string(), z.string()),
})
export type StayState = z.infer<typeof StayState>

/** It appears whole or not at all. */
export function writeState(file: string, state: StayState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** undefined where there is none, or none that could be one. */
export function readState(file: string): StayState | undefined {
  try {
    return StayState.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch {
    return undefined
  }
}

export const isAlive = ({ pid, started }: Pick<StayState, 'pid' | 'started'>): boolean =>
  startOf(pid) === started
