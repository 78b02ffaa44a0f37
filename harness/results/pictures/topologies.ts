// The topologies that Kafka Streams applications printed of themselves, drawn.
import type { Timeline } from '#harness/results/timeline.ts'
import { topologyPicture } from '#harness/results/topology-drawing.ts'
import { of } from './facts.ts'
import type { Picture } from './picture.ts'

/** An application that changes its topology at each start is seldom, and its pictures are big. */
const MOST = 2
/** Beyond this the page would be about nothing else; the table says the same. */
const MOST_CHARACTERS = 60_000

export function topologies(timeline: Timeline): Picture[] {
  const told = new Map(of(timeline, 'topology').map(entry => [entry.text, entry]))
  return [...told.values()].slice(-MOST).flatMap(({ program, text }) => {
    const made = topologyPicture(text)
    if (!made) return []
    const { drawing = '', ...picture } = made
    const drawn = drawing !== '' && drawing.length <= MOST_CHARACTERS
    return [{ ...picture, title: `The topology of ${program}`, text, ...(drawn ? { drawing } : {}) }]
  })
}
