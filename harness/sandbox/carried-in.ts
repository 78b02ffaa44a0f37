// What of this machine has been carried over into the private /tmp because the grade itself needs it there (host/namespaces.ts): reports,
// a submission, a checkout. Programs and Connect workers share that /tmp, and are to find none of it.
import { realPath } from '#harness/host/real-path.ts'
import { isBelow } from './mount-plan.ts'
import { type Mount, readMountTable } from './mount-table.ts'
import { ROOM } from './room.ts'

/** @param seen what a view shows on purpose; it is left out */
export function carriedIn(seen: readonly string[], table: readonly Mount[] = readMountTable()): string[] {
  const shown = new Set(seen.map(realPath))
  return table
    .map(mount => mount.path)
    .filter(place => place.startsWith('/tmp/') && !isBelow(place, ROOM) && !shown.has(place))
}
