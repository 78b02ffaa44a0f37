// An assertion about the latest values of a topic: it must hold, and still hold once nothing more comes.
import type { TopicReader } from '#harness/clients/topic-reader.ts'
import { pause } from '#harness/host/poll.ts'
import { type EventuallyOptions, eventually } from './eventually.ts'

/** So long a silence counts as quiet; what comes later is met by the checks that follow, which read the same topic on. */
const QUIET_MS = 700

/**
 * Polls `output` until `assertion` holds and goes on holding while nothing more arrives: a count on its way to twice the right
 * value passes the right one.
 */
export async function settled(
  output: TopicReader,
  assertion: () => void,
  options: EventuallyOptions,
): Promise<void> {
  const progress = (): string => String(output.records.length)
  await eventually(
    async () => {
      await output.poll()
      assertion()
      const quietFrom = performance.now()
      const before = output.records.length
      while (performance.now() - quietFrom < QUIET_MS) {
        await output.poll(100)
        if (output.records.length !== before) break
        await pause(20)
      }
      assertion()
    },
    { progress, ...options },
  )
}
