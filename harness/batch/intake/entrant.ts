// What is known of one hand-in before anything of it has run. It is kept beside the reports, so that a second run, a merge and the
// reports of the class all speak of the same people.
import { z } from 'zod'

/** What the file or folder was called by whom: each of these has a way of its own to take marks back. */
export const ORIGINS = ['moodle', 'canvas', 'gradescope', 'github-classroom', 'plain'] as const

export const Entrant = z.object({
  /** Where it came from, as a person would find it again: below what was given, also inside an archive. */
  source: z.string(),
  name: z.string(),
  /** What the system that it comes from, or the roster, calls the person by. */
  id: z.string().optional(),
  email: z.string().optional(),
  origin: z.enum(ORIGINS),
  /** How late it is, in the words of whoever says so. */
  late: z.string().optional(),
  /** Of its reports, below the folder of the class. */
  folder: z.string(),
  /** Why it cannot be graded; then there is no digest. */
  unusable: z.string().optional(),
  digest: z.string().optional(),
  attempted: z.array(z.string()),
  /** By exercise that is not attempted: what may have been meant to be it. */
  meant: z.record(z.string(), z.string()),
  notes: z.array(z.string()),
})
export type Entrant = z.infer<typeof Entrant>

/** Something that was given and is no submission. */
export const Stray = z.object({ source: z.string(), why: z.string() })
export type Stray = z.infer<typeof Stray>

/** Somebody of the roster who has handed nothing in. */
export const Missing = z.object({
  name: z.string(),
  id: z.string().optional(),
  email: z.string().optional(),
})
export type Missing = z.infer<typeof Missing>

export const Intake = z.object({
  entrants: z.array(Entrant),
  strays: z.array(Stray),
  missing: z.array(Missing),
})
export type Intake = z.infer<typeof Intake>
