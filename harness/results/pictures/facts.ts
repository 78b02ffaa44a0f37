// What follows from a timeline and is needed in more than one picture.
import type { EntryOf, Kind, Replication, Timeline } from '#harness/results/timeline.ts'

export function of<K extends Kind>(timeline: Timeline, kind: K): EntryOf<K>[] {
  return timeline.filter((entry): entry is EntryOf<K> => entry.kind === kind)
}

export const endOf = (timeline: Timeline): number => Math.max(1, ...timeline.map(({ at }) => at))

export interface Span {
  what: string
  from: number
  to: number
}

/** When a broker, a worker or a long-running program was not there although others needed it. */
export function outages(timeline: Timeline): Span[] {
  const end = endOf(timeline)
  const down = new Map<string, number>()
  const seen = new Set<string>()
  const spans: Span[] = []
  for (const entry of timeline) {
    if (entry.kind !== 'broker' && entry.kind !== 'worker') continue
    const what = entry.kind === 'broker' ? `broker ${entry.broker}` : `worker ${port(entry.worker)}`
    const from = down.get(what)
    if (entry.state === 'running') {
      seen.add(what)
      if (from !== undefined) spans.push({ what, from, to: entry.at })
      down.delete(what)
      // One that has not run yet is no loss.
    } else if (seen.has(what) && from === undefined) down.set(what, entry.at)
  }
  for (const [what, from] of down) spans.push({ what, from, to: end })
  return [...spans, ...crashes(timeline)].sort((a, b) => a.from - b.from)
}

/** From a SIGKILL of a program to its next start. */
function crashes(timeline: Timeline): Span[] {
  const programs = of(timeline, 'program')
  return programs.flatMap((entry, index) => {
    if (entry.state !== 'ended' || entry.by !== 'SIGKILL') return []
    const next = programs
      .slice(index)
      .find(({ program, state }) => program === entry.program && state === 'started')
    return next ? [{ what: entry.program, from: entry.at, to: next.at }] : []
  })
}

/** Of `host:port` what tells workers apart. */
export const port = (worker: string): string => worker.slice(worker.lastIndexOf(':') + 1)

export const asText = ({ partition, leader, replicas, isr }: Replication): string =>
  `${partition} ${leader} ${replicas.join()} ${[...isr].sort().join()}`
