// An assertion that may come true later: tried again until it holds, its last failure told when it does not.
import { patient, stretch } from '#harness/host/patience.ts'
import { pause } from '#harness/host/poll.ts'
import { CheckFailed, type Finding } from './check-failed.ts'
import { type RunningStep, stillRunning } from './program.ts'

export interface EventuallyOptions {
  /** Seconds on a machine of the usual speed; stretched on a slow one. */
  within?: number
  /** Programs that this cannot come true without: when one exits by itself, waiting is over. */
  whileRunning?: RunningStep | RunningStep[]
  /**
   * What has been seen so far, as text: as long as it changes, the deadline moves on (at most to four times its length). A
   * slow machine makes progress slowly; a wrong program makes none.
   */
  progress?: () => string
  /**
   * Seconds after which a progress that has stopped again is over, shorter than `within`: when some of it came at once, the rest
   * does not take for ever. Never shorter than the time that the first of it took.
   */
  stall?: number
  /** Evidence that takes requests of its own: asked for once, when the assertion has failed for good. */
  explain?: () => Promise<NonNullable<Finding['evidence']>>
  /** True when nothing more can come: the assertion is tried once more, and its failure is final. */
  until?: () => boolean
}

/**
 * Waits until `assertion` no longer throws, and returns its result.
 *
 * @throws CheckFailed as the assertion threw it last, when the submission is to blame; any other last error as it is
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { explain, ...options }: EventuallyOptions = {},
): Promise<T> {
  try {
    return await keepTrying(assertion, options)
  } catch (error) {
    if (!explain || !(error instanceof CheckFailed)) throw error
    const { evidence = [], ...finding } = error.finding
    throw new CheckFailed({ ...finding, evidence: [...evidence, ...(await explain().catch(() => []))] })
  }
}

async function keepTrying<T>(
  assertion: () => T | Promise<T>,
  options: Omit<EventuallyOptions, 'explain'>,
): Promise<T> {
  const { within = 20, stall = within, whileRunning = [], progress, until = () => false } = options
  const started = performance.now()
  const programs = [whileRunning].flat()
  let seen = progress?.()
  let moved = started
  let firstMs: number | undefined
  for (;;) {
    let last: unknown
    const alive = programs.every(program => program.running)
    const final = until()
    try {
      return await assertion()
    } catch (error) {
      last = error
    }
    // Asked after one more try: what a program did before it exited counts.
    if (!alive) for (const program of programs) stillRunning(program)
    if (final || (last instanceof CheckFailed && last.finding.final)) throw last
    const now = performance.now()
    const state = progress?.()
    if (state !== seen) {
      seen = state
      moved = now
      firstMs ??= now - started
    }
    const limit = patient(within * 1000)
    const longest = firstMs === undefined ? limit : Math.min(limit, Math.max(patient(stall * 1000), firstMs))
    if (now - moved > longest || now - started > 4 * limit) throw afterDeadline(last, now - started)
    await pause(40)
  }
}

function afterDeadline(last: unknown, waitedMs: number): unknown {
  if (!(last instanceof CheckFailed)) return last
  const { finding } = last
  const slow = stretch() > 1.2 ? `; deadlines were stretched ${stretch().toFixed(1)} times` : ''
  const message = `${finding.message} (waited ${(waitedMs / 1000).toFixed(0)} s${slow})`
  return new CheckFailed({ ...finding, message, deadline: true })
}
