// One person may have handed in more than once. A platform that numbers hand-ins says which is the last; where none does, a person
// who looks must say it.
import type { Candidate } from './candidate.ts'
import type { Stray } from './entrant.ts'

export function latestOfEach(candidates: readonly Candidate[]): { latest: Candidate[]; earlier: Stray[] } {
  const groups = Map.groupBy(candidates, ({ source, person: { origin, id } }) =>
    (origin === 'canvas' || origin === 'moodle') && id !== undefined ? `${origin} ${id}` : source,
  )
  const latest: Candidate[] = []
  const earlier: Stray[] = []
  for (const group of groups.values()) {
    // What cannot be opened, such as a PDF beside the archive, is in nobody's way.
    const usable = group.filter(({ unusable }) => unusable === undefined)
    const among = (usable.length > 0 ? usable : group).toSorted(
      (a, b) => (b.person.turn ?? 0) - (a.person.turn ?? 0),
    )
    const [first, second] = among
    if (!first) continue
    const numbered = first.person.turn !== undefined
    if (second && usable.length > 1 && !numbered) {
      const names = among.map(({ source }) => source.split('/').at(-1)).join(', ')
      latest.push({ ...first, unusable: `there are ${among.length} archives (${names}): which one counts?` })
    } else latest.push(first)
    for (const other of group) {
      if (other === first) continue
      const why =
        other.unusable ?? (numbered ? 'a later hand-in of the same person counts' : 'it is one of several')
      earlier.push({ source: other.source, why })
    }
  }
  return { latest, earlier }
}
