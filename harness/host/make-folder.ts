// Folders, made parent by parent: Node's own `recursive` never comes back where a file system has no room for folders, such as /proc.
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** @throws the system's own error where the folder cannot be made */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeFolder(parent)
  try {
    mkdirSync(folder)
  } catch (error) {
    // Somebody else made it meanwhile; a file of that name is told by whoever uses it as a folder.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    if (!statSync(folder).isDirectory()) throw error
  }
}
