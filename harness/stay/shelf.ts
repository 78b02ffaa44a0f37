// Where labs that stay are found: a folder for each checkout, which nobody but its user may look into, with a socket and a state file.
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '#harness/host/make-folder.ts'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import { isOwnFolder, stayShelf } from '#harness/runtime/stay-shelf.ts'

/** A socket's path has 108 bytes on Linux and 104 on macOS, its end included. */
const LONGEST = 100

export interface StayFolder {
  path: string
  /** Listened at as long as the lab stays. */
  socket: string
  /** Who listens there. */
  state: string
  /** Copies of submissions that the lab cannot see where they are. */
  inbox: string
  /** What the process that keeps the labs has said. */
  log: string
}

/**
 * @param name another one than this checkout's, for a lab that belongs to one process
 * @throws UserError where a socket's path would be too long
 */
export function stayFolder(name = checkout(), shelf = stayShelf()): StayFolder {
  const folder = path.join(shelf, name)
  const socket = path.join(folder, 'socket')
  if (Buffer.byteLength(socket) > LONGEST)
    throw new UserError(
      `The path of the lab's socket is too long for this system: ${socket}\n` +
        'Name a shorter folder: export XDG_RUNTIME_DIR=…, or DAY2_CACHE=…',
    )
  return {
    path: folder,
    socket,
    state: path.join(folder, 'state.json'),
    inbox: path.join(folder, 'in'),
    log: path.join(folder, 'log'),
  }
}

/**
 * Makes the folder, its user's alone.
 *
 * @throws UserError where it belongs to somebody else
 */
export function makeStayFolder(folder: StayFolder): void {
  const shelf = path.dirname(folder.path)
  makeFolder(path.dirname(shelf))
  for (const each of [shelf, folder.path, folder.inbox]) {
    mkdirSync(each, { mode: 0o700, recursive: true })
    if (!isOwnFolder(each)) throw new UserError(`${each} is not a folder of yours; remove it.`)
    chmodSync(each, 0o700)
  }
}

function checkout(): string {
  return createHash('sha256').update(realpathSync(PROJECT)).digest('hex').slice(0, 12)
}
