// The pictures of an exercise: which there are follows from what is in its timeline, never from which exercise it is.
import type { ExerciseResult } from '#harness/results/result.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import { faultTimeline } from './fault-timeline.ts'
import { linesBySource } from './lines-by-source.ts'
import type { Picture } from './picture.ts'
import { registryCalls } from './registry-calls.ts'
import { replicationMaps } from './replication-map.ts'
import { resultsOverTime } from './results-over-time.ts'
import { tasksOnWorkers } from './tasks-on-workers.ts'
import { topologies } from './topologies.ts'

const KINDS = [
  faultTimeline,
  resultsOverTime,
  tasksOnWorkers,
  linesBySource,
  replicationMaps,
  registryCalls,
  topologies,
]

/** Drawing takes a moment, and more than one report shows them. */
const drawn = new WeakMap<Timeline, Picture[]>()

/** A picture that cannot be made keeps none of the others, and nothing of the report, away. */
export function picturesOf({ timeline = [] }: Pick<ExerciseResult, 'timeline'>): Picture[] {
  const known = drawn.get(timeline)
  if (known) return known
  const pictures = KINDS.flatMap(kind => {
    try {
      return kind(timeline)
    } catch {
      return []
    }
  })
  drawn.set(timeline, pictures)
  return pictures
}
