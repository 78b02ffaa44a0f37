// An assertion that may come true later: tried again until it holds, its last failure told when it does not.
import { PatienceClock } from '#harness/host/patience.ts'
import { pause } from '#harness/host/poll.ts'
import { Blame } from './blame.ts'
import { goOn, tellWaited, tellWaiting } from './check-context.ts'
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
 * @throws CheckFailed as the assertion threw it last, when the submission is to blame; else what kept it from looking (blame.ts)
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { explain, ...options }: EventuallyOptions = {},
): Promise<T> {
  const started = performance.now()
  let last: unknown
  const watched = async (): Promise<T> => {
    try {
      return await assertion()
    } catch (error) {
      last = error
      throw error
    }
  }
  const told = (held: boolean): void => {
    if (last !== undefined) tellWaited({ ms: performance.now() - started, last: words(last), held })
  }
  try {
    const result = await keepTrying(watched, options)
    told(true)
    return result
  } catch (error) {
    told(false)
    if (!explain || !(error instanceof CheckFailed)) throw error
    const { evidence = [], ...finding } = error.finding
    throw new CheckFailed({ ...finding, evidence: [...evidence, ...(await explain().catch(() => []))] })
  }
}

/** However slow the machine, nobody waits longer than this at one thing, in milliseconds on the wall. */
const LONGEST_WAIT_MS = 150_000
/** A wait that is over sooner is not worth a word. */
const TELL_AFTER_MS = 10_000
/** From here on a machine counts as too slow to tell anything by waiting. */
const SLOW = 1.2

async function keepTrying<T>(
  assertion: () => T | Promise<T>,
  options: Omit<EventuallyOptions, 'explain'>,
): Promise<T> {
  const { within = 20, stall = within, whileRunning = [], progress, until = () => false } = options
  const clock = new PatienceClock()
  const blame = new Blame()
  const programs = [whileRunning].flat()
  const limit = within * 1000
  let seen = progress?.()
  let moved = 0
  let firstMs: number | undefined
  for (;;) {
    goOn()
    let last: unknown
    const alive = programs.every(program => program.running)
    const final = until()
    try {
      return await assertion()
    } catch (error) {
      last = error
    }
    goOn()
    // Asked after one more try: what a program did before it exited counts.
    if (!alive) for (const program of programs) stillRunning(program)
    const now = clock.spent()
    blame.note(now, last)
    if (last instanceof CheckFailed && last.finding.final) throw last
    if (final) throw blame.decide(now)
    const state = progress?.()
    if (state !== seen) {
      seen = state
      moved = now
      firstMs ??= now
    }
    const longest = firstMs === undefined ? limit : Math.min(limit, Math.max(stall * 1000, firstMs))
    if (now - moved > longest || now > 4 * limit) throw afterDeadline(blame.decide(now), clock)
    if (clock.wall() > LONGEST_WAIT_MS) throw afterLongest(blame.decide(now), clock)
    if (clock.wall() > TELL_AFTER_MS) {
      const times = clock.wall() / Math.max(1, now)
      const left = Math.min((longest - (now - moved)) * times, LONGEST_WAIT_MS - clock.wall())
      tellWaiting({
        what: `another answer than "${words(last)}"`,
        waitedMs: clock.wall(),
        leftMs: left,
        stretch: times,
      })
    }
    await pause(40)
  }
}

function afterDeadline(last: unknown, clock: PatienceClock): unknown {
  if (!(last instanceof CheckFailed)) return last
  const { finding } = last
  const times = clock.wall() / Math.max(1, clock.spent())
  const slow = times > SLOW ? `; deadlines were stretched ${times.toFixed(1)} times` : ''
  const message = `${finding.message} (waited ${(clock.wall() / 1000).toFixed(0)} s${slow})`
  return new CheckFailed({ ...finding, message, deadline: true })
}

/** On a machine that is not slow, two and a half minutes are an answer. */
function afterLongest(last: unknown, clock: PatienceClock): unknown {
  const times = clock.wall() / Math.max(1, clock.spent())
  if (times <= SLOW || !(last instanceof CheckFailed)) return afterDeadline(last, clock)
  const waited = `${(clock.wall() / 1000).toFixed(0)} s were worth ${(clock.spent() / 1000).toFixed(0)} s`
  return new Error(`this machine was too slow to tell (${waited}): ${last.finding.message}`, { cause: last })
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
