// Makes a long timeline short enough for a result: what there is much of is thinned evenly, what there is little of stays whole, and
// how much is missing is said.
import { type Kind, MOST_BYTES, MOST_ENTRIES, type TimelineEntry } from '#harness/results/timeline.ts'

/** Kinds that come in masses; of them the odd ones (lost, doubled) are kept before the others. */
const MASSES: ReadonlySet<Kind> = new Set(['given', 'appended', 'fed', 'stored'])
/** Left free for the lines that say what was left out. */
const RESERVE = 16

export function thinned(
  entries: readonly TimelineEntry[],
  most = { entries: MOST_ENTRIES, bytes: MOST_BYTES },
): TimelineEntry[] {
  const sizes = entries.map(entry => Buffer.byteLength(JSON.stringify(entry)) + 1)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  if (entries.length <= most.entries && bytes <= most.bytes) return [...entries]

  const room = { entries: most.entries - RESERVE, bytes: most.bytes - RESERVE * 80 }
  const ranks = [(entry: TimelineEntry) => !MASSES.has(entry.kind), isOdd, () => true]
  const kept = new Set<number>()
  for (const belongs of ranks) {
    const rank = [...entries.keys()].filter(
      index => !kept.has(index) && belongs(entries[index] as TimelineEntry),
    )
    for (const index of evenly(rank, sizes, room)) {
      kept.add(index)
      room.entries -= 1
      room.bytes -= sizes[index] ?? 0
    }
  }
  const missing = new Map<Kind, number>()
  for (const [index, { kind }] of entries.entries())
    if (!kept.has(index)) missing.set(kind, (missing.get(kind) ?? 0) + 1)
  const end = entries.at(-1)?.at ?? 0
  return [
    ...entries.filter((_, index) => kept.has(index)),
    ...[...missing].map(([of, count]) => ({ at: end, kind: 'left-out' as const, of, count })),
  ]
}

const isOdd = (entry: TimelineEntry): boolean =>
  ('found' in entry && entry.found !== undefined && entry.found !== 1) || 'again' in entry

/** As many of these as there is room for, at even distances, the first and the last among them. */
function evenly(
  indexes: readonly number[],
  sizes: readonly number[],
  room: { entries: number; bytes: number },
): number[] {
  let many = Math.min(indexes.length, Math.max(0, room.entries))
  while (many > 0) {
    const step = many === 1 ? 0 : (indexes.length - 1) / (many - 1)
    const chosen = Array.from({ length: many }, (_, place) => indexes[Math.round(place * step)] as number)
    const bytes = chosen.reduce((sum, index) => sum + (sizes[index] ?? 0), 0)
    if (bytes <= room.bytes) return chosen
    many = Math.min(many - 1, Math.floor((many * room.bytes) / bytes))
  }
  return []
}
