// What of a starter's folder belongs into a student's: the exercises that were asked for, and each program in one language.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { isClutter, isExerciseName } from '#harness/submission/ignored-names.ts'
import { kindOfName } from '#harness/submission/program-kinds.ts'

export const LANGUAGES = ['java', 'ts'] as const
export type Language = (typeof LANGUAGES)[number]

/** A folder in an exercise's starter that holds programs of the same names in TypeScript. */
const VARIANT = 'typescript'

export interface StarterChoice {
  /** Ids of the exercises; all by default. */
  exercises?: readonly string[]
  /** Which one to take where a program is there in two languages. */
  language?: Language
}

export interface StarterEntry {
  name: string
  from: string
  kind: 'file' | 'folder'
}

/** What is in the folder `from`, which is `prefix` below the starter's root (`` or `03-word-count/`), in order. */
export async function starterEntries(
  from: string,
  prefix: string,
  { exercises, language = 'java' }: StarterChoice,
): Promise<StarterEntry[]> {
  const entries = (await entriesIn(from)).filter(
    ({ name, kind }) =>
      name !== VARIANT &&
      (prefix !== '' || kind === 'file' || !isExerciseName(name) || !exercises || exercises.includes(name)),
  )
  if (language !== 'ts' || prefix === '') return entries
  const variant = await entriesIn(path.join(from, VARIANT))
  const instead = entries.filter(entry => !variant.some(other => takesPlaceOf(other.name, entry.name)))
  return [...instead, ...variant].sort(byName)
}

async function entriesIn(folder: string): Promise<StarterEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries
    .filter(entry => !isClutter(entry.name) && entry.name !== 'node_modules')
    .filter(entry => entry.isDirectory() || entry.isFile())
    .map(entry => ({
      name: entry.name,
      from: path.join(folder, entry.name),
      kind: entry.isDirectory() ? ('folder' as const) : ('file' as const),
    }))
    .sort(byName)
}

const byName = (a: StarterEntry, b: StarterEntry): number => (a.name < b.name ? -1 : 1)

/** The same file, or the same program in another language. */
function takesPlaceOf(name: string, other: string): boolean {
  if (name === other) return true
  const programs = kindOfName(name) !== undefined && kindOfName(other) !== undefined
  return programs && path.parse(name).name === path.parse(other).name
}
