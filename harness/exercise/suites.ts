// Finds the exercises: every suites/NN-slug/ with a suite.ts. Nothing in harness/ knows one by name.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import type { Exercise, Names } from './exercise.ts'

const SUITES = path.join(PROJECT, 'suites')

/** Ids of all exercises, in order. */
export async function exerciseIds(): Promise<string[]> {
  const entries = await readdir(SUITES, { withFileTypes: true })
  return entries
    .filter(entry => entry.isDirectory() && /^\d\d-/.test(entry.name))
    .map(entry => entry.name)
    .sort()
}

export async function loadExercise(id: string): Promise<Exercise> {
  const file = path.join(SUITES, id, 'suite.ts')
  const module: unknown = await import(pathToFileURL(file).href)
  const found =
    module && typeof module === 'object' && 'default' in module ? (module.default as Exercise) : undefined
  if (found?.id !== id) throw new Error(`${file} must export exercise('${id}', …) as its default`)
  return found
}

/** What all exercises name together. */
export async function courseNames(): Promise<Required<Names>> {
  const all = await Promise.all((await exerciseIds()).map(loadExercise))
  const each = (kind: keyof Names): string[] => [...new Set(all.flatMap(({ names }) => names[kind] ?? []))]
  return {
    topics: each('topics'),
    topicsBeginning: each('topicsBeginning'),
    subjects: each('subjects'),
    connectors: each('connectors'),
  }
}

/**
 * The ids that `asked` names (`03`, `3`, `03-word-count` or `word-count`), in order; all of them where it is empty.
 *
 * @throws UserError that lists the known ones
 */
export async function selectExercises(asked: string[]): Promise<string[]> {
  const known = await exerciseIds()
  if (asked.length === 0) return known
  const chosen = new Set<string>()
  for (const name of asked) {
    const wanted = name.replace(/\/+$/, '').toLowerCase()
    const number = /^\d+$/.test(wanted) ? wanted.padStart(2, '0') : undefined
    const id = known.find(
      each => each === wanted || each.slice(3) === wanted || (number && each.slice(0, 2) === number),
    )
    if (!id)
      throw new UserError(
        `There is no exercise "${name}". Known are:\n${known.map(each => `  ${each}`).join('\n')}`,
      )
    chosen.add(id)
  }
  return known.filter(id => chosen.has(id))
}
