// What all programs of one exercise together may use. Beyond that they are killed, and the check that was running says so.

export interface Limits {
  /** Bytes of memory, what is shared between them counted once. */
  memory: number
  /** Bytes of files below /tmp, where their copy of the exercise, HOME, TMPDIR and STATE_DIR lie as well. */
  files: number
  /** Processes and threads. */
  processes: number
}

const GIB = 2 ** 30

export const PROGRAM_LIMITS: Limits = { memory: 3 * GIB, files: 2 * GIB, processes: 4000 }

/** A limit that was passed, with what was in use when that was seen. */
export interface Beyond {
  limit: keyof Limits
  allowed: number
  used: number
}

/** "3.4 GiB of memory; all programs of an exercise together may use 3 GiB". */
export function tellBeyond({ limit, allowed, used }: Beyond): string {
  const words: Record<keyof Limits, string> = {
    memory: 'of memory',
    files: 'of files',
    processes: 'processes and threads',
  }
  const amount = (value: number): string =>
    limit === 'processes' ? String(value) : `${Number((value / GIB).toFixed(1))} GiB`
  return `${amount(used)} ${words[limit]}; all programs of an exercise together may use ${amount(allowed)}`
}
