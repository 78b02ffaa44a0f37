// From a view to the mounts that make it: which folders are bound where, in which order, what is covered, and which links of the
// machine lead there. Nothing is mounted here.
import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import type { Mount } from './mount-table.ts'
import type { View } from './view.ts'

export type Step =
  | { do: 'folder'; path: string }
  | { do: 'file'; path: string }
  | { do: 'link'; path: string; to: string }
  /** Shows the machine's file or folder at the same path, or `from` in its place; `below` are mounts inside it that come along. */
  | { do: 'bind'; path: string; from?: string; writable: boolean; options: string[]; below: Mount[] }
  /** An empty folder, or an empty file, over what is there. */
  | { do: 'cover'; path: string; folder: boolean }
  /** No more can be made in a covered folder. */
  | { do: 'seal'; path: string }

type Kind = 'seen' | 'writable' | 'hidden'

interface Entry {
  path: string
  kind: Kind
  folder: boolean
}

/** How many links may follow one another, as in the kernel. */
const MOST_LINKS = 40

/**
 * @param table the mounts of this process
 * @param copies folders of the machine, and what is shown in the place of each
 * @returns steps in the order in which they are to be taken, paths as they are to be inside; what does not exist is left out
 */
export function planMounts(
  view: View,
  table: readonly Mount[],
  copies: ReadonlyMap<string, string> = new Map(),
): Step[] {
  const links = new Map<string, string>()
  const entries = collect(view, links)
  const steps: Step[] = []
  const covered: string[] = []
  const made = new Set<string>(['/'])
  const above: Entry[] = []

  const nearest = (place: string): Entry | undefined => {
    while (above.length > 0 && !isBelow(place, above.at(-1)?.path ?? '/')) above.pop()
    return above.at(-1)
  }
  /** Folders that hold what is shown, where they are ours to make. */
  const makeFolder = (folder: string): void => {
    if (made.has(folder)) return
    makeFolder(path.dirname(folder))
    made.add(folder)
    steps.push({ do: 'folder', path: folder })
  }
  const inOurs = (over: Entry | undefined): boolean => over === undefined || over.kind === 'hidden'

  for (const item of inOrder([...entries, ...[...links].map(([path, to]) => ({ path, to }))])) {
    const over = nearest(item.path)
    if ('to' in item) {
      if (!inOurs(over)) continue
      makeFolder(path.dirname(item.path))
      steps.push({ do: 'link', path: item.path, to: item.to })
      continue
    }
    if (item.kind === (over?.kind ?? 'hidden')) continue
    if (inOurs(over)) {
      makeFolder(item.folder ? item.path : path.dirname(item.path))
      if (!item.folder) steps.push({ do: 'file', path: item.path })
    }
    const copy = item.kind === 'seen' ? copies.get(item.path) : undefined
    if (item.kind === 'hidden') {
      const copyAbove = over && copies.get(over.path)
      if (copyAbove && !existsSync(path.join(copyAbove, path.relative(over.path, item.path)))) continue
      steps.push({ do: 'cover', path: item.path, folder: item.folder })
      if (item.folder) {
        covered.push(item.path)
        made.add(item.path)
      }
    } else if (copy !== undefined) {
      const options = mountOf(copy, table)?.options ?? []
      steps.push({ do: 'bind', path: item.path, from: copy, writable: false, options, below: [] })
    } else {
      const below = table.filter(mount => isBelow(mount.path, item.path) && mount.path !== item.path)
      const options = mountOf(item.path, table)?.options ?? []
      steps.push({ do: 'bind', path: item.path, writable: item.kind === 'writable', options, below })
    }
    above.push(item)
  }
  return [...steps, ...covered.reverse().map(place => ({ do: 'seal' as const, path: place }))]
}

function collect(view: View, links: Map<string, string>): Entry[] {
  const entries = new Map<string, Entry>()
  // What is hidden stays hidden, whoever else names it.
  for (const kind of ['seen', 'writable', 'hidden'] as const) {
    for (const given of view[kind]) {
      const found = locate(path.resolve(given), links)
      if (found) entries.set(found.path, { ...found, kind })
    }
  }
  return [...entries.values()]
}

/** Where a path ends once all links are followed; the links on the way are noted. */
function locate(
  given: string,
  links: Map<string, string>,
  depth = 0,
): { path: string; folder: boolean } | undefined {
  if (depth > MOST_LINKS) return undefined
  let at = '/'
  const parts = given.split('/').filter(Boolean)
  for (const [index, part] of parts.entries()) {
    at = path.join(at, part)
    try {
      if (!lstatSync(at).isSymbolicLink()) continue
      const to = readlinkSync(at)
      const found = locate(path.resolve(path.dirname(at), to, ...parts.slice(index + 1)), links, depth + 1)
      if (found) links.set(at, to)
      return found
    } catch {
      return undefined
    }
  }
  return { path: at, folder: lstatSync(at).isDirectory() }
}

/** Folders before what is in them. */
function inOrder<T extends { path: string }>(items: T[]): T[] {
  const parts = (place: string): string[] => place.split('/')
  return items.sort((one, two) => {
    const [a, b] = [parts(one.path), parts(two.path)]
    for (let index = 0; index < Math.min(a.length, b.length); index++) {
      const [left = '', right = ''] = [a[index], b[index]]
      if (left !== right) return left < right ? -1 : 1
    }
    return a.length - b.length
  })
}

/** The path itself counts as below. */
export function isBelow(place: string, folder: string): boolean {
  return folder === '/' || place === folder || place.startsWith(`${folder}/`)
}

/** The mount that a path lies in. */
function mountOf(place: string, table: readonly Mount[]): Mount | undefined {
  let best: Mount | undefined
  for (const mount of table)
    if (isBelow(place, mount.path) && mount.path.length >= (best?.path.length ?? 0)) best = mount
  return best
}
