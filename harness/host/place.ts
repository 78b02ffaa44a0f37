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

export const INSIDE: Place = { network: 'private', tmp: 'private', trees: 'namespace', clearsUp: 'kernel' }
export const INSIDE_ON_THE_NETWORK: Place = { ...INSIDE, network: 'shared' }
export const OUTSIDE: Place = { network: 'shared', tmp: 'shared', trees: 'group', clearsUp: 'keeper' }

/**
 * Inside is the first process of a process namespace whose /tmp our launcher has mounted. It mounts that last, so the rest of
 * the inside is there as well.
 *
 * @param mounts as in /proc/self/mountinfo
 */
export function placeOf(pid: number, mounts: string): Place {
  const tmp = mounts
    .split('\n')
    .map(line => line.split(' - '))
    // The last one covers the others.
    .findLast(([mount = '']) => mount.split(' ')[4] === '/tmp')
  if (pid !== 1) return OUTSIDE
  switch (tmp?.[1]?.split(' ')[1]) {
    case TMP_SOURCE:
      return INSIDE
    case TMP_SOURCE_ON_THE_NETWORK:
      return INSIDE_ON_THE_NETWORK
    default:
      return OUTSIDE
  }
}

/** This process's own. */
export const HERE: Place = placeOf(process.pid, mountsHere())

function mountsHere(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
  } catch {
    // No Linux.
    return ''
  }
}
