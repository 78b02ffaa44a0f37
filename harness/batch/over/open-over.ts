// What stands in the place of labs where a class is graded over Kafka.
import { exerciseIds, loadExercise } from '#harness/exercise/suites.ts'
import type { GraderDigest } from '#harness/grade/grader-digest.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Lab } from '../order.ts'
import { gradersOf } from '../orders-of.ts'
import { KafkaLink } from './link.ts'
import { OverKafka } from './over-lab.ts'
import { overNames } from './topics.ts'

interface OverOptions {
  /** `host:port`, several with commas. */
  over: string
  overConfig?: string
  overPrefix: string
}

/** So many orders are in the topic at once: more than any number of workers has labs, and few enough to lie unpacked here. */
const AT_ONCE = 128

export async function openOver(
  { over, overConfig, overPrefix }: OverOptions,
  { runtime, grader, onLog }: { runtime: Runtime; grader: GraderDigest; onLog: (line: string) => void },
): Promise<{ openLab: () => Lab; labs: number; elsewhere: true; close: () => void }> {
  // Of all exercises, whichever are graded: workers must come to the same names.
  const all = await Promise.all((await exerciseIds()).map(id => loadExercise(id)))
  const graders = await gradersOf(all, grader)
  const names = overNames(overPrefix, graders)
  let kafka: OverKafka | undefined
  const link = await KafkaLink.open({
    runtime,
    bootstrap: over,
    ...(overConfig === undefined ? {} : { config: overConfig }),
    onLog,
    onRecord: record => kafka?.onRecord(record),
  })
  const opened = new OverKafka(link, names, graders)
  kafka = opened
  try {
    await opened.open()
  } catch (error) {
    opened.close()
    throw error
  }
  onLog(`orders: ${names.orders} (workers of the same version take them: day2 worker --over ${over})`)
  return { openLab: () => opened.lab(), labs: AT_ONCE, elsewhere: true, close: () => opened.close() }
}
