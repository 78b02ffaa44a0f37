// Where this process is: what is its own here, and what it shares with the rest of the machine. The kernel is asked, not the
// environment: a variable is inherited by whoever opens a shell.
import { readFileSync } from 'node:fs'

export interface Place {
  /** Is the loopback this grade's own, with every port free? */
  readonly network: 'private' | 'shared'
  /** May everything in /tmp be removed? */
  readonly tmp: 'private' | 'shared'
  /** What holds a program and all that it starts together. */
  readonly trees: 'namespace' | 'group'
  /** Who clears up when the grader is killed. */
  readonly clearsUp: 'kernel' | 'keeper'
}

/** Source of the file system that the launcher mounts as /tmp: nothing else on a machine has it. */
export const TMP_SOURCE = 'day2-private-tmp'
/** The same, where the network is still the machine's: for a lab that is not made of this grade's own processes. */
export const TMP_SOURCE_ON_THE_NETWORK = 'day2-private-tmp-on-the-network'
/** Source of the root that programs and components find: what is in one is no grade. */
export const VIEW_SOURCE = 'day2-view'

export const INSIDE: Place = { network: 'private', tmp: 'private', trees: 'namespace', clearsUp: 'kernel' }
export const INSIDE_ON_THE_NETWORK: Place = { ...INSIDE, network: 'shared' }
export const OUTSIDE: Place = { network: 'shared', tmp: 'shared', trees: 'group', clearsUp: 'keeper' }

/**
 * Inside is what the first process of a process namespace has started whose /tmp our launcher has mounted. It mounts that last, so the
 * rest of the inside is there as well.
 *
 * @param parent its process id
 * @param mounts as in /proc/self/mountinfo
 */
export function placeOf(parent: number, mounts: string): Place {
  const all = mounts.split('\n').map(line => line.split(' - '))
  // The last one covers the others.
  const sourceAt = (place: string): string | undefined =>
    all.findLast(([mount = '']) => mount.split(' ')[4] === place)?.[1]?.split(' ')[1]
  if (parent !== 1 || sourceAt('/') === VIEW_SOURCE) return OUTSIDE
  switch (sourceAt('/tmp')) {
    case TMP_SOURCE:
      return INSIDE
    case TMP_SOURCE_ON_THE_NETWORK:
      return INSIDE_ON_THE_NETWORK
    default:
      return OUTSIDE
  }
}

/** This process's own. */
export const HERE: Place = placeOf(process.ppid, mountsHere())

function mountsHere(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
  } catch {
    // No Linux.
    return ''
  }
}
