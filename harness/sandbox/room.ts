// The grader's own folder inside a lane's private /tmp. Programs of a submission share that /tmp with the Connect workers, and
// must not find there what the grader keeps: the data of the brokers, unpacked submissions, the roots of views. So all of it lies
// on a file system of its own, which every view covers.
import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { closeInheritedDescriptors } from '#harness/host/inherited-descriptors.ts'

/** Inside a lane, and empty in every view. */
export const ROOM = '/tmp/.day2'

/**
 * Mounts the room. From here on `os.tmpdir()` is the room.
 *
 * @throws Error with mount's own words
 */
export async function openRoom(): Promise<void> {
  // The pipe to the launcher is meant for this process, too.
  closeInheritedDescriptors([3])
  await mkdir(ROOM, { mode: 0o700, recursive: true })
  await promisify(execFile)('mount', ['-n', '-t', 'tmpfs', '-o', 'mode=700', 'day2-room', ROOM])
  process.env.TMPDIR = ROOM
}
