// Where an archive's entry may land. Pure, so that it can be attacked with random names.

export type EntryPath = { path: string } | { problem: string }

const deepest = 100
/** No system opens a longer path. */
const longest = 4096

/** The entry's path with `/` between its parts (the empty path is the archive's own root), or why it has none. */
export function entryPath(name: string): EntryPath {
  if (name === '') return { problem: 'has no name' }
  if (name.length > longest) return { problem: `has a name of more than ${longest} characters` }
  if (name.includes('\0')) return { problem: 'has a NUL byte in its name' }
  // Windows tools write backslashes; a Unix name that holds one would be a trap on Windows, so it is a separator too.
  const slashed = name.replaceAll('\\', '/')
  if (slashed.startsWith('/')) return { problem: 'leads outside the archive: its path is absolute' }
  const parts = slashed.split('/').filter(part => part !== '' && part !== '.')
  if (isDrive(parts[0] ?? '')) return { problem: 'leads outside the archive: its path names a drive' }
  if (parts.some(isParent)) return { problem: 'leads outside the archive: its path holds ".."' }
  if (parts.length > deepest) return { problem: `lies more than ${deepest} folders deep` }
  return { path: parts.join('/') }
}

/** Whether a link that stands at `from` (an entry path) points out of the archive. */
export function leadsOutside(from: string, target: string): boolean {
  const slashed = target.replaceAll('\\', '/')
  if (slashed.startsWith('/') || isDrive(slashed) || slashed.includes('\0')) return true
  let depth = from.split('/').length - 1
  for (const part of slashed.split('/')) {
    if (part === '' || part === '.') continue
    depth += isParent(part) ? -1 : 1
    if (depth < 0) return true
  }
  return false
}

function isDrive(part: string): boolean {
  return /^[a-z]:/i.test(part)
}

/** Windows drops blanks and dots at a name's end, so `.. ` is `..` there. */
function isParent(part: string): boolean {
  return /^\.\.[ .]*$/.test(part)
}
