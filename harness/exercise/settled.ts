// An assertion about the latest values of a topic: it must hold, and still hold once nothing more comes.
import type { TopicReader } from '#harness/clients/topic-reader.ts'
import { patient } from '#harness/host/patience.ts'
import { pause } from '#harness/host/poll.ts'
import { CheckFailed } from './check-failed.ts'
import { type EventuallyOptions, eventually } from './eventually.ts'

/** So long a silence counts as quiet; what comes later is met by the checks that follow, which read the same topic on. */
const QUIET_MS = 700
/** When the application has committed all its input and has been silent for so long, nothing more will come; some tell by a timer. */
const SILENT_MS = 15_000

export interface SettledOptions extends EventuallyOptions {
  /** Has the application committed everything that it reads? */
  drained?: () => Promise<boolean>
}

/**
 * Polls the topics until `assertion` holds and goes on holding while nothing more arrives: a count on its way to twice the right
 * value passes the right one. A wrong result is final before the deadline where the application has evidently finished.
 */
export async function settled(
  topics: TopicReader | TopicReader[],
  assertion: () => void,
  { drained, ...options }: SettledOptions,
): Promise<void> {
  const readers = [topics].flat()
  const records = (): number => readers.reduce((sum, reader) => sum + reader.records.length, 0)
  const poll = async (maxWaitMs?: number): Promise<void> => {
    await Promise.all(readers.map(reader => reader.poll(maxWaitMs)))
  }
  const progress = (): string => String(records())
  let seen = records()
  let seenAt = performance.now()
  let finished = false
  const holds = eventually(
    async () => {
      await poll()
      if (records() !== seen) {
        seen = records()
        seenAt = performance.now()
      }
      if (drained && performance.now() - seenAt > patient(SILENT_MS)) {
        finished = await drained()
        if (finished) await poll()
      }
      assertion()
      const quietFrom = performance.now()
      const before = records()
      while (performance.now() - quietFrom < QUIET_MS) {
        await poll(100)
        if (records() !== before) break
        await pause(20)
      }
      assertion()
    },
    { progress, until: () => finished, ...options },
  )
  await holds.catch(error => {
    // Silence is no proof on a machine that is too slow: a control run may look into it.
    const doubtful = finished && error instanceof CheckFailed
    throw doubtful ? new CheckFailed({ ...error.finding, deadline: true }) : error
  })
}
