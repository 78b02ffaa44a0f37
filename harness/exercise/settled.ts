// An assertion about the latest values of a topic: it must hold, and still hold once nothing more comes.
import type { TopicReader } from '#harness/clients/topic-reader.ts'
import { PatienceClock } from '#harness/host/patience.ts'
import { pause } from '#harness/host/poll.ts'
import { CheckFailed } from './check-failed.ts'
import { type EventuallyOptions, eventually } from './eventually.ts'

/** So long a silence counts as quiet; what comes later is met by the checks that follow, which read the same topic on. */
const QUIET_MS = 700
/** A result that no further output can put right, such as a count too high, is final after so long a silence. */
const BRIEF_MS = 2000
/** An application that has committed all its input and has told nothing yet may do so by a timer. */
const SILENT_BEFORE_FIRST_MS = 35_000
/** Without a sign that it has finished it is waited for; one that told its first results at once, by default commits of 30 s. */
const LEAST_WITHIN_S = 45
const LEAST_SILENT_MS = 8000
const MOST_SILENT_MS = 65_000

/** How an application tells its results, as seen over the checks of one exercise. */
export interface Rhythm {
  /** From the first input (and the start of the program) to the first result, as this machine could use the time. */
  firstMs?: number
}

/**
 * So long a silence is the end of what an application has to tell: one that writes by a timer takes at least one turn of it to
 * its first result, so that half as long again is enough.
 */
function silenceMs({ firstMs }: Rhythm): number {
  if (firstMs === undefined) return SILENT_BEFORE_FIRST_MS
  return Math.min(MOST_SILENT_MS, Math.max(LEAST_SILENT_MS, 1.5 * firstMs))
}

export interface SettledOptions extends EventuallyOptions {
  /** Has the application committed everything that it reads? */
  drained?: () => Promise<boolean>
  /** What is known of the application, and what this call learns. */
  rhythm?: Rhythm
  /**
   * It has just been started again, so that it has the whole of `within`: how soon it told its first results says nothing of how soon it is
   * back, and a transaction that a kill left open may hide for 70 s what is there.
   */
  restarted?: boolean
}

/** Seconds; on a machine that is slow the first result came late, too. */
function patienceFor({ firstMs }: Rhythm): number {
  return firstMs === undefined ? Number.POSITIVE_INFINITY : Math.max(LEAST_WITHIN_S, (4 * firstMs) / 1000)
}

/**
 * Polls the topics until `assertion` holds and goes on holding while nothing more arrives: a count on its way to twice the right
 * value passes the right one. A wrong result is final before the deadline where the application has evidently finished, or where
 * `assertion` fails as final and nothing comes to correct it.
 */
export async function settled(
  topics: TopicReader | TopicReader[],
  assertion: () => void,
  { drained, rhythm = {}, within = LEAST_WITHIN_S, restarted = false, ...options }: SettledOptions,
): Promise<void> {
  const readers = [topics].flat()
  const records = (): number => readers.reduce((sum, reader) => sum + reader.records.length, 0)
  const poll = async (maxWaitMs?: number): Promise<void> => {
    await Promise.all(readers.map(reader => reader.poll(maxWaitMs)))
  }
  const progress = (): string => String(records())
  const clock = new PatienceClock()
  let seen = records()
  let seenAt = 0
  let finished = false
  const holds = eventually(
    async () => {
      await poll()
      if (records() !== seen) {
        seen = records()
        seenAt = clock.spent()
        rhythm.firstMs ??= seenAt
      }
      const silentMs = clock.spent() - seenAt
      if (drained && silentMs > silenceMs(rhythm)) {
        finished = (await drained()) && !readers.some(({ hidesSome }) => hidesSome)
        if (finished) await poll()
      }
      try {
        assertion()
      } catch (error) {
        if (!(error instanceof CheckFailed) || !error.finding.final || silentMs > BRIEF_MS) throw error
        throw new CheckFailed({ ...error.finding, final: false })
      }
      const quietFrom = performance.now()
      const before = records()
      while (performance.now() - quietFrom < QUIET_MS) {
        await poll(100)
        if (records() !== before) break
        await pause(20)
      }
      assertion()
    },
    {
      progress,
      until: () => finished,
      within: restarted ? within : Math.min(within, patienceFor(rhythm)),
      ...options,
    },
  )
  await holds.catch(error => {
    // Silence is no proof on a machine that is too slow: a control run may look into it.
    const doubtful = finished && error instanceof CheckFailed
    throw doubtful ? new CheckFailed({ ...error.finding, deadline: true }) : error
  })
}
