// Room that several share: each gets what it needs, and where that is too much in all, what the others leave.

/** @returns for each need what it is given; in all no more than there is */
export function shares(needed: readonly number[], room: number): number[] {
  const given = needed.map(() => 0)
  let left = room
  let waiting = needed.length
  for (const index of [...needed.keys()].sort((a, b) => (needed[a] ?? 0) - (needed[b] ?? 0))) {
    given[index] = Math.min(needed[index] ?? 0, Math.floor(left / waiting))
    left -= given[index] ?? 0
    waiting--
  }
  return given
}
