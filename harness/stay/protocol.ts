// What is said over the socket of a lab that stays: a line of JSON each, parsed at both ends. Whoever has been given a lab speaks the
// lanes' own language with it from then on.
import { z } from 'zod'

/** Somebody who has a lab. */
export const Holder = z.object({
  pid: z.number(),
  /** Such as `grade`. */
  command: z.string(),
  /** ISO 8601. */
  since: z.string(),
})
export type Holder = z.infer<typeof Holder>

export const ToLender = z.union([
  /** A lab is wanted, until this connection ends. */
  z.object({ lease: Holder.omit({ since: true }) }),
  /** Who has labs. */
  z.object({ who: z.literal(true) }),
  z.object({ end: z.literal(true) }),
])
export type ToLender = z.infer<typeof ToLender>

export const FromLender = z.union([
  z.object({
    granted: z.object({
      /** First process of the lab's namespaces, as this machine counts; not there where it has none. */
      pid: z.number().optional(),
    }),
  }),
  /** All labs are in use, or these are. */
  z.object({ busy: z.array(Holder) }),
  /** The labs are being closed; the connection ends when they are. */
  z.object({ ending: z.literal(true) }),
  /** The lab that was given has ended. */
  z.object({ lost: z.string() }),
])
export type FromLender = z.infer<typeof FromLender>

/** What the process that keeps labs is started with, as the one argument of its command. */
export const LendSettings = z.object({
  /** The folder's name on the shelf; undefined for this checkout's. */
  name: z.string().optional(),
  labs: z.number(),
  isolation: z.enum(['standard', 'none']),
  /** It ends after so long without anybody who has a lab, in milliseconds. */
  idleMs: z.number(),
  /** It ends with whoever started it. */
  tied: z.boolean(),
})
export type LendSettings = z.infer<typeof LendSettings>

/** What it tells whoever started it, over their channel. */
export const FromStarted = z.union([z.object({ up: z.literal(true) }), z.object({ failed: z.string() })])
export type FromStarted = z.infer<typeof FromStarted>
