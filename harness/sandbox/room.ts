// The grader's own folder inside a lane's private /tmp. Programs of a submission share that /tmp with the Connect workers, and
// must not find there what the grader keeps: the data of the brokers, unpacked submissions, the roots of views. So all of it lies
// on a file system of its own, which every view covers.
import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { closeInheritedDescriptors } from '#harness/host/inherited-descriptors.ts'
import type { Limits } from './limits.ts'

/** Inside a lane, and empty in every view. */
export const ROOM = '/tmp/.day2'

/** Beyond what programs may write, so that it is seen that they went beyond it. */
const SLACK_BYTES = 64 * 2 ** 20
/** Of files and folders; the kernel keeps about a kilobyte for each. */
const MOST_FILES = 400_000

/**
 * Mounts the room and limits what /tmp can hold. From here on `os.tmpdir()` is the room.
 *
 * @throws Error with mount's own words
 */
export async function openRoom({ files }: Pick<Limits, 'files'>): Promise<void> {
  // The pipe to the launcher is meant for this process, too.
  closeInheritedDescriptors([3])
  const run = promisify(execFile)
  await mkdir(ROOM, { mode: 0o700, recursive: true })
  await run('mount', ['-n', '-t', 'tmpfs', '-o', 'mode=700', 'day2-room', ROOM])
  await run('mount', ['-n', '-o', `remount,size=${files + SLACK_BYTES},nr_inodes=${MOST_FILES}`, '/tmp'])
  process.env.TMPDIR = ROOM
}
