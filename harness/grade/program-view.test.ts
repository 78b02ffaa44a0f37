import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'
import { isBelow } from '#harness/sandbox/mount-plan.ts'
import { GIVEN } from './program-view.ts'

/** What a module loads as it runs: types are gone by then. */
const LOADS =
  /^(?:import|export) (?!type )[^'\n]*(?:\n[^']*)?from '([^']+)'|^import '([^']+)'|await import\('([^']+)'\)/gm

/** The files and packages that a program of the project's own loads. */
function loadedBy(entry: string): Set<string> {
  const seen = new Set<string>()
  for (const todo = [entry]; todo.length > 0; ) {
    const file = todo.pop() ?? entry
    if (seen.has(file)) continue
    seen.add(file)
    if (!file.endsWith('.ts')) continue
    for (const [, one, two, three] of readFileSync(path.join(PROJECT, file), 'utf8').matchAll(LOADS)) {
      const name = one ?? two ?? three ?? ''
      if (name.startsWith('node:')) continue
      if (name.startsWith('#harness/')) todo.push(name.slice(1))
      else if (name.startsWith('.')) todo.push(path.join(path.dirname(file), name))
      else seen.add(path.join('node_modules', name))
    }
  }
  return seen
}

test('the docker stand-in finds all that it loads where a submission runs', () => {
  const loaded = loadedBy('harness/tools/docker.ts')
  expect(loaded.size).toBeGreaterThan(10)
  const missing = [...loaded].filter(file => !GIVEN.some(given => isBelow(file, given)))
  expect(missing).toEqual([])
})
