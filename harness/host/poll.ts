// Waiting, once for the whole house: for an observed state, with a deadline, saying what was waited for and seen last.

export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded'
  readonly what: string
  readonly waitedMs: number
  /** What the probe answered or threw last. */
  readonly last: unknown

  constructor(what: string, waitedMs: number, last: unknown) {
    const seen = last instanceof Error ? `; last: ${last.message}` : ''
    super(`${what}: not within ${(waitedMs / 1000).toFixed(1)} s${seen}`, {
      cause: last instanceof Error ? last : undefined,
    })
    this.what = what
    this.waitedMs = waitedMs
    this.last = last
  }
}

export interface PollOptions {
  deadlineMs: number
  /** Time between two probes, in milliseconds. */
  everyMs?: number
  signal?: AbortSignal | undefined
}

/**
 * Calls `probe` until it answers something truthy, and returns that. A probe that throws counts as "not yet".
 * @throws DeadlineExceeded with the last answer or error.
 */
export async function poll<T>(
  what: string,
  probe: () => T | Promise<T>,
  { deadlineMs, everyMs = 50, signal }: PollOptions,
): Promise<NonNullable<T>> {
  const started = performance.now()
  for (;;) {
    signal?.throwIfAborted()
    let last: unknown
    try {
      last = await probe()
      if (last) return last as NonNullable<T>
    } catch (error) {
      if (error instanceof Unrecoverable) throw error.cause
      last = error
    }
    const waited = performance.now() - started
    if (waited >= deadlineMs) throw new DeadlineExceeded(what, waited, last)
    await pause(everyMs)
  }
}

/** Thrown by a probe that knows that waiting is in vain: poll() rethrows its cause at once. */
export class Unrecoverable extends Error {
  override readonly name = 'Unrecoverable'
  constructor(cause: unknown) {
    super('waiting is in vain', { cause })
  }
}

/** The pause between two probes; not a way to wait for something. */
export function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
