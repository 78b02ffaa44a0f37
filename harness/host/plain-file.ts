// Files where strangers may write: what lies there by a name can have become a link to something else, or a pipe that never answers.
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** By that name there is a link, a pipe, a folder or a device. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain'

  constructor(file: string) {
    super(`${file} is no plain file`)
  }
}

/** Neither follows a link nor waits for whoever is at the other end of a pipe. Windows has neither flag. */
const CAREFUL = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a file that is there.
 *
 * @throws NotPlain, and whatever the operating system says of a file that is not there
 */
export async function openPlain(file: string, access: 'read' | 'append'): Promise<FileHandle> {
  const flags = access === 'read' ? constants.O_RDONLY : constants.O_WRONLY | constants.O_APPEND
  const handle = await open(file, flags | CAREFUL).catch(error => {
    // A link, a pipe that nobody reads, a folder.
    throw ['ELOOP', 'ENXIO', 'EISDIR'].includes(error.code) ? new NotPlain(file) : error
  })
  const stat = await handle.stat()
  if (stat.isFile()) return handle
  await handle.close()
  throw new NotPlain(file)
}
