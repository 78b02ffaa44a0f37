// What a process may see of this machine, as a plain value. One place turns it into mounts (mount-plan.ts), one into a command
// line (enter-view.ts); programs, workers, brokers and the registry each have a view of their own.

export interface View {
  /** Part of a folder's name, such as `programs`. */
  name: string
  /** Files and folders that are there, read-only, under their own paths. */
  seen: readonly string[]
  /** Folders that are there and may be written to. */
  writable: readonly string[]
  /** Files and folders that are not there (a folder is there, and empty) although a folder above them is. */
  hidden: readonly string[]
}

/**
 * How much of the machine a submission's programs find: `standard` all that its user has installed, `strict` the system, the
 * JDK, Node and what `PATH` leads to, `none` everything, writable.
 */
export const ISOLATIONS = ['standard', 'strict', 'none'] as const
export type Isolation = (typeof ISOLATIONS)[number]
