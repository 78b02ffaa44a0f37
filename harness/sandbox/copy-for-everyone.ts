// A folder of the machine's as any of its users may read it, copied. A view that binds /etc itself and covers the files of its
// administrator loses a cover as soon as such a file is replaced: the kernel takes a mount away whose mount point is renamed over
// in another namespace (rename(2) since Linux 3.18), and `useradd` does that to /etc/shadow. In a copy there is nothing to cover.
import {
  copyFileSync,
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'

const READ = 0o004
const ENTER = 0o005
/** In bytes. Nothing that a program is configured with is larger; indexes of hardware are. */
const LARGEST = 4 * 1024 * 1024

/** Links are copied as they are; what is gone, unreadable, larger than 4 MiB or neither file, folder nor link is left out. */
export function copyForEveryone(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o755 })
  for (const entry of entriesOf(from)) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    try {
      if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
      else {
        const { mode, size } = lstatSync(source)
        if (entry.isDirectory() && (mode & ENTER) === ENTER) copyForEveryone(source, target)
        else if (entry.isFile() && (mode & READ) !== 0 && size <= LARGEST) copyFileSync(source, target)
      }
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

/** Replaced while it was looked at, or kept from this user by more than its mode tells. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EPERM'].includes(String(error.code))
