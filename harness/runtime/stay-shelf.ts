// Where labs that stay have their sockets. It is hidden from whatever runs in a lab: a socket takes orders from anybody who can reach it.
import { lstatSync } from 'node:fs'
import path from 'node:path'
import { cacheRoot } from './cache-folder.ts'

/** The user's folder of all labs that stay. The system empties the first one at logout. */
export function stayShelf(runtimeFolder = process.env.XDG_RUNTIME_DIR): string {
  return runtimeFolder && path.isAbsolute(runtimeFolder) && isOwnFolder(runtimeFolder)
    ? path.join(runtimeFolder, 'day2-kafka')
    : path.join(cacheRoot(), 'stay')
}

/** Is it a folder, no link, and this user's? */
export function isOwnFolder(folder: string): boolean {
  try {
    const found = lstatSync(folder)
    return found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid())
  } catch {
    return false
  }
}
