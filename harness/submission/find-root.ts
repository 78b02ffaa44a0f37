// Where in what was handed in the exercise folders are: at the top, or below a folder that holds nothing else.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { looksNumbered } from './exercise-name-hint.ts'
import { isClutter, isExerciseName } from './ignored-names.ts'

/** One level is what the contract promises; "Extract all" and zipping again easily makes a second and a third. */
const deepest = 3

export async function findRoot(top: string, exercises: readonly string[]): Promise<string> {
  const levels = [top]
  for (let level = top; levels.length <= deepest; levels.push(level)) {
    const only = await onlyFolder(level)
    if (only === undefined) break
    level = join(level, only)
  }
  const named = await Promise.all(levels.map(folders))
  const first = (fits: (name: string) => boolean) => levels[named.findIndex(names => names.some(fits))]
  const exact = first(name => exercises.includes(name))
  if (exact !== undefined) return exact
  // With the exercises unknown, `07-group/03-word-count/` is a top folder and an exercise, not two exercises.
  const lookalike = levels.findLast((_, at) => named[at]?.some(name => isExerciseName(name)))
  return lookalike ?? first(looksNumbered) ?? top
}

export async function folders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter(entry => entry.isDirectory() && !isClutter(entry.name)).map(entry => entry.name)
}

async function onlyFolder(folder: string): Promise<string | undefined> {
  const names = (await folders(folder)).filter(name => name !== '.git' && name !== 'node_modules')
  return names.length === 1 ? names[0] : undefined
}
