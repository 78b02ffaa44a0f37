// A folder in which each entry is somebody's hand-in, or is none and is named.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { UserError } from '#harness/host/user-error.ts'
import { meantExercise } from '#harness/submission/exercise-name-hint.ts'
import { findRoot, folders } from '#harness/submission/find-root.ts'
import { isClutter } from '#harness/submission/ignored-names.ts'
import type { Candidate, Found } from './candidate.ts'
import type { Stray } from './entrant.ts'
import { type GradescopePerson, METADATA_FILE, readGradescopeMetadata } from './gradescope-metadata.ts'
import { isArchiveName, isTypedText, loginsOf, readKnownName, withoutEnding } from './known-names.ts'
import { latestOfEach } from './latest-of-each.ts'

/** Groups within a class, or the folder that an archive wraps around itself. */
const DEEPEST = 3

export async function readClassFolder(
  folder: string,
  source: string,
  exercises: readonly string[],
  depth = 0,
): Promise<Found> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !isClutter(name) && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const metadata = await metadataIn(
    folder,
    entries.map(({ name }) => name),
  )
  const clones = loginsOf(
    entries
      .filter(one => one.isDirectory() && existsSync(path.join(folder, one.name, '.git')))
      .map(one => one.name),
  )
  const candidates: Candidate[] = []
  const strays: Stray[] = []
  for (const entry of entries) {
    const { name } = entry
    if (METADATA_FILE.test(name)) continue
    const where = { source: `${source}/${name}`, path: path.join(folder, name), notes: [] }
    const known = metadata.get(name) ?? readKnownName(name)
    if (isTypedText(name)) strays.push({ source: where.source, why: 'it is text that was typed into a form' })
    else if (entry.isDirectory()) {
      const login = clones.get(name)
      const person: GradescopePerson | undefined =
        known ?? (login === undefined ? undefined : { origin: 'github-classroom', name: login, id: login })
      const found = await readFolder(
        { ...where, person: person ?? { origin: 'plain', name } },
        exercises,
        depth,
      )
      candidates.push(...found.candidates)
      strays.push(...found.strays)
    } else if (!entry.isFile())
      strays.push({ source: where.source, why: 'it is neither a file nor a folder' })
    else if (isArchiveName(name))
      candidates.push({ ...where, person: known ?? { origin: 'plain', name: withoutEnding(name) } })
    else if (known) candidates.push({ ...where, person: known, unusable: `${name} is no archive` })
    else strays.push({ source: where.source, why: 'it is neither a folder nor an archive' })
  }
  const { latest, earlier } = latestOfEach(candidates)
  return { candidates: latest, strays: [...strays, ...earlier] }
}

/** Somebody's own folder: the work itself, or one archive of it. A folder of nobody's may be a group of people. */
async function readFolder(own: Candidate, exercises: readonly string[], depth: number): Promise<Found> {
  const one = (candidate: Candidate): Found => ({ candidates: [candidate], strays: [] })
  if (await looksLikeSubmission(own.path, exercises)) return one(own)
  const names = (await readdir(own.path)).filter(name => !isClutter(name) && !name.startsWith('.'))
  const archives = names.filter(isArchiveName)
  const [only] = archives
  if (archives.length === 1 && only !== undefined)
    return one({ ...own, source: `${own.source}/${only}`, path: path.join(own.path, only) })
  if (own.person.origin !== 'plain') {
    const unusable =
      archives.length > 1
        ? `it holds ${archives.length} archives (${archives.join(', ')}) and no exercise folder: which one counts?`
        : names.length === 0
          ? 'the folder is empty'
          : undefined
    return one(unusable === undefined ? own : { ...own, unusable })
  }
  if (depth < DEEPEST && names.length > 0) {
    const inside = await readClassFolder(own.path, own.source, exercises, depth + 1)
    if (inside.candidates.length > 0) return inside
  }
  return {
    candidates: [],
    strays: [{ source: own.source, why: 'it holds no exercise folder and no archive' }],
  }
}

/** @param deep also below folders that hold nothing else */
export async function looksLikeSubmission(
  folder: string,
  exercises: readonly string[],
  { deep = true } = {},
): Promise<boolean> {
  const root = deep ? await findRoot(folder, exercises) : folder
  const names = await folders(root)
  return names.some(name => exercises.includes(name) || typeof meantExercise(name, exercises) === 'string')
}

async function metadataIn(folder: string, names: readonly string[]): Promise<Map<string, GradescopePerson>> {
  const file = names.find(name => METADATA_FILE.test(name))
  if (file === undefined) return new Map()
  const where = path.join(folder, file)
  try {
    return readGradescopeMetadata(await readFile(where, 'utf8'))
  } catch (error) {
    throw new UserError(
      `${where} is not what Gradescope writes: ${error instanceof Error ? error.message : error}`,
    )
  }
}
