// Whether the folder for temporary files can be used: told at the door, in words, before anything has been made there.
import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { UserError } from './user-error.ts'

/** Storage of three brokers (they keep some MiB for each log from the start), the submission's copy, logs. */
const LEAST = 100 * 1024 ** 2

/** @throws UserError where temporary files cannot be made in it, with the way out */
export function requireTemporaryFolder(folder = os.tmpdir()): void {
  const named = ['TMPDIR', 'TMP', 'TEMP'].find(name => process.env[name])
  const way = named
    ? `Make room there, or name another folder: export ${named}=/var/tmp (or: unset ${named})`
    : 'Make room there, or name another folder: export TMPDIR=/var/tmp'
  const refuse = (why: string): never => {
    throw new UserError(
      `Temporary files go to ${folder}${named ? `, as ${named} says` : ''}: ${why}.\n${way}`,
    )
  }
  if (!path.isAbsolute(folder)) refuse('that is no absolute path')
  if (folder.includes(path.delimiter))
    refuse(`"${path.delimiter}" in its name would part the PATH of programs`)
  try {
    rmdirSync(mkdtempSync(path.join(folder, 'day2-door-')))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') refuse('there is no such folder')
    if (code === 'ENOTDIR') refuse('that is no folder')
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') refuse('nothing may be written there')
    if (code === 'ENOSPC' || code === 'EDQUOT') refuse('it is full')
    refuse(error instanceof Error ? error.message : String(error))
  }
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < LEAST) {
    const mib = (bytes: number): string => `${Math.floor(bytes / 1024 ** 2)} MiB`
    refuse(`only ${mib(bavail * bsize)} are free there, and a lab needs ${mib(LEAST)} at the least`)
  }
}
