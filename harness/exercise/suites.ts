// Finds the exercises: every suites/NN-slug/ with a suite.ts. Nothing in harness/ knows one by name.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { distance } from 'fastest-levenshtein'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import { meantExercise } from '#harness/submission/exercise-name-hint.ts'
import type { Exercise, Group, Names } from './exercise.ts'

const SUITES = path.join(PROJECT, 'suites')

/**
 * Ids of all exercises, in order.
 *
 * @param suites another folder of suites, for the tests
 */
export async function exerciseIds(suites = SUITES): Promise<string[]> {
  const entries = await readdir(suites, { withFileTypes: true })
  return (
    entries
      .filter(entry => entry.isDirectory() && /^\d\d-/.test(entry.name))
      .map(entry => entry.name)
      // One that is only being thought about has none yet.
      .filter(id => existsSync(path.join(suites, id, 'suite.ts')))
      .sort()
  )
}

/** @param suites another folder of suites, for the tests */
export async function loadExercise(id: string, suites = SUITES): Promise<Exercise> {
  const file = path.join(suites, id, 'suite.ts')
  const module: unknown = await import(pathToFileURL(file).href)
  const found =
    module && typeof module === 'object' && 'default' in module ? (module.default as Exercise) : undefined
  if (found?.id !== id) throw new Error(`${file} must export exercise('${id}', …) as its default`)
  return found
}

/** What the exercises name together. */
export async function courseNames(ids: readonly string[]): Promise<Required<Names>> {
  const all = await Promise.all(ids.map(id => loadExercise(id)))
  const each = (kind: keyof Names): string[] => [...new Set(all.flatMap(({ names }) => names[kind] ?? []))]
  return {
    topics: each('topics'),
    topicsBeginning: each('topicsBeginning'),
    subjects: each('subjects'),
    connectors: each('connectors'),
  }
}

/** The words that stand for many exercises. */
const EACH = 'all'
const GROUPS: readonly Group[] = ['extended']

/**
 * The ids that `asked` names, in order: `03`, `3`, `03-word-count` or `word-count`, also as a folder's path; `extended` for all of
 * that group, `all` for all there are. Where it is empty, those that belong to no group.
 *
 * @param suites another folder of suites, for the tests
 * @throws UserError that says which one was meant, and lists the known ones
 */
export async function selectExercises(asked: readonly string[], suites = SUITES): Promise<string[]> {
  const known = await exerciseIds(suites)
  if (asked.length === 0) return ofGroup(undefined, known, suites)
  const named = asked.filter(name => name !== EACH && !isGroup(name)).map(name => exerciseCalled(name, known))
  if (asked.includes(EACH)) return known
  const groups = GROUPS.filter(group => asked.includes(group))
  const chosen = new Set((await Promise.all(groups.map(group => ofGroup(group, known, suites)))).flat())
  if (groups.length > 0 && chosen.size === 0)
    throw new UserError(`There is no ${groups.join(' or ')} exercise yet.`)
  return known.filter(id => chosen.has(id) || named.includes(id))
}

const isGroup = (name: string): boolean => GROUPS.some(group => group === name)

async function ofGroup(
  group: Group | undefined,
  known: readonly string[],
  suites: string,
): Promise<string[]> {
  const all = await Promise.all(known.map(id => loadExercise(id, suites)))
  return all.filter(exercise => exercise.group === group).map(({ id }) => id)
}

function exerciseCalled(name: string, known: readonly string[]): string {
  // What a shell's completion makes of `starter/03-word-count/`.
  const wanted = (name.replaceAll('\\', '/').split('/').filter(Boolean).at(-1) ?? '').toLowerCase()
  const number = /^\d+$/.test(wanted) ? Number(wanted) : undefined
  const found = known.find(id => id === wanted || id.slice(3) === wanted || Number(id.slice(0, 2)) === number)
  if (found !== undefined) return found
  const meant = exerciseMeant(wanted, known)
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
  throw new UserError(
    `There is no exercise "${name}".${hint} Known are:\n${known.map(id => `  ${id}`).join('\n')}`,
  )
}

/** The one that a name probably means: its number with other words, its words in other signs, or a slip of the pen. */
function exerciseMeant(name: string, known: readonly string[]): string | undefined {
  const near = meantExercise(name, known)
  if (typeof near === 'string') return near
  const distances = known.flatMap(id => [id, id.slice(3)].map(text => ({ id, far: distance(name, text) })))
  const [best] = distances.toSorted((a, b) => a.far - b.far)
  return best !== undefined && best.far <= Math.max(1, Math.floor(name.length / 4)) ? best.id : undefined
}
