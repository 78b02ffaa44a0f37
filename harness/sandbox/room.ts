// The grader's own folder inside a lane's private /tmp. Programs of a submission share that /tmp with the Connect workers, and
// must not find there what the grader keeps: the data of the brokers, unpacked submissions, the roots of views. So all of it lies
// on a file system of its own, which every view covers.
import { execFile } from 'node:child_process'
import { mkdir, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { closeInheritedDescriptors } from '#harness/host/inherited-descriptors.ts'

/** Inside a lane, and empty in every view. */
export const ROOM = '/tmp/.day2'
/** Where it is furnished before it moves to its place. */
const STAGE = '/tmp/.day2-stage'

/**
 * Mounts the room. From here on `os.tmpdir()` is the room.
 *
 * @param kept folders that are to be seen at their old place, also where that is in an outer lane's room
 * @throws Error with mount's own words
 */
export async function openRoom(kept: readonly string[] = []): Promise<void> {
  // The pipe to the launcher is meant for this process, too.
  closeInheritedDescriptors([3])
  await mkdir(ROOM, { mode: 0o700, recursive: true })
  await mkdir(STAGE, { mode: 0o700 })
  await mount('-t', 'tmpfs', '-o', 'mode=700', 'day2-room', STAGE)
  for (const folder of kept.filter(folder => folder.startsWith(`${ROOM}/`))) {
    const place = path.join(STAGE, path.relative(ROOM, folder))
    await mkdir(place, { recursive: true })
    await mount('--bind', folder, place)
  }
  await mount('--move', STAGE, ROOM)
  await rmdir(STAGE)
  process.env.TMPDIR = ROOM
}

const mount = (...args: string[]): Promise<unknown> => promisify(execFile)('mount', ['-n', ...args])
