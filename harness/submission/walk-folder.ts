// One way to look at a folder, used to digest, to copy and to search: sorted, and never through a link.
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isClutter } from './ignored-names.ts'

export interface Found {
  /** From the walked folder on, `/` between the parts. */
  path: string
  name: string
  kind: 'file' | 'folder' | 'link' | 'special' | 'unreadable folder'
}

/** `enter` is asked for every folder below. */
export async function* walkFolder(
  folder: string,
  enter: (found: Found) => boolean = () => true,
  prefix = '',
): AsyncGenerator<Found> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true })
  for (const entry of entries.sort(byName)) {
    if (isClutter(entry.name)) continue
    const found: Found = { path: prefix + entry.name, name: entry.name, kind: kindOf(entry) }
    if (found.kind !== 'folder' || !enter(found)) {
      yield found
      continue
    }
    const inside = walkFolder(folder, enter, `${found.path}/`)
    const first = await inside.next().catch(cause => ({ cause }))
    if ('cause' in first) {
      if (!isDenied(first.cause)) throw first.cause
      yield { ...found, kind: 'unreadable folder' }
      continue
    }
    yield found
    if (first.done) continue
    yield first.value
    yield* inside
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1
}

function kindOf(entry: Dirent): Found['kind'] {
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isDirectory()) return 'folder'
  return entry.isFile() ? 'file' : 'special'
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
}
