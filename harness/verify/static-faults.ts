// What can be wrong with an exercise and its cases without running any of it, in one place, in words.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Check } from '#harness/exercise/exercise.ts'
import { loadExercise } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { sumPoints } from '#harness/results/verdict.ts'
import { kindOfName } from '#harness/submission/program-kinds.ts'
import { type Case, casesIn } from './cases.ts'

/** What the checks of an exercise are worth together. */
const POINTS = 10

/** @returns a sentence a fault, beginning with the file or check that is to blame; none where all is well */
export async function staticFaults(id: string, project = PROJECT): Promise<string[]> {
  const places = await placesFaults(id, project)
  let checks: Check[]
  try {
    checks = (await loadExercise(id, path.join(project, 'suites'))).declare()
  } catch (error) {
    return [...places, `suites/${id}/suite.ts: ${error instanceof Error ? error.message : String(error)}`]
  }
  return [...checksFaults(checks), ...places, ...(await casesFaults(id, checks, project))]
}

function checksFaults(checks: readonly Check[]): string[] {
  const faults: string[] = []
  const sum = sumPoints(checks.map(({ points }) => points))
  if (sum !== POINTS) faults.push(`its checks are worth ${sum} points in all, not ${POINTS}`)
  const titles = new Set<string>()
  for (const { id, title, points } of checks) {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) faults.push(`check "${id}": ids are kebab-case`)
    if (title.trim() === '' || titles.has(title)) faults.push(`check ${id}: its title is no title of its own`)
    if (!(points > 0)) faults.push(`check ${id}: it is worth nothing`)
    titles.add(title)
  }
  return faults
}

async function placesFaults(id: string, project: string): Promise<string[]> {
  const faults: string[] = []
  const programs = await programsIn(path.join(project, 'solutions', id))
  if (programs.size === 0) faults.push(`solutions/${id}/ holds no program: there is no reference`)
  if (!existsSync(path.join(project, 'starter', id, 'README.md')))
    faults.push(`starter/${id}/README.md is missing: it tells the task`)
  return faults
}

async function casesFaults(id: string, checks: readonly Check[], project: string): Promise<string[]> {
  const faults: string[] = []
  const known = new Set(checks.map(check => check.id))
  const programs = await programsIn(path.join(project, 'solutions', id))
  const caught = new Set<string>()
  for (const kind of ['wrong', 'unusual', 'hostile'] as const) {
    const shelf = path.join(project, 'suites', id, kind)
    for (const stray of await straysIn(shelf))
      faults.push(`suites/${id}/${kind}/${stray}: a case is a folder; nothing else has a place here`)
    let cases: Case[] = []
    try {
      cases = await casesIn(id, kind, project)
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error))
    }
    for (const given of cases) {
      const at = `suites/${id}/${kind}/${given.name}`
      for (const check of given.fails) {
        if (known.has(check)) caught.add(check)
        else faults.push(`${at}/case.json: there is no check "${check}"`)
      }
      for (const name of given.without)
        if (!programs.has(name)) faults.push(`${at}/case.json: the reference has no program "${name}"`)
      if (given.without.length === 0 && (await readdir(given.folder ?? '')).length < 2)
        faults.push(`${at}: nothing in it differs from the reference`)
    }
  }
  for (const check of known)
    if (!caught.has(check))
      faults.push(`check ${check}: no wrong case names it, so nobody knows whether it can fail`)
  return faults
}

async function straysIn(shelf: string): Promise<string[]> {
  if (!existsSync(shelf)) return []
  return (await readdir(shelf, { withFileTypes: true }))
    .filter(entry => !entry.isDirectory())
    .map(entry => entry.name)
}

/** Names of the programs in a folder. */
async function programsIn(folder: string): Promise<Set<string>> {
  if (!existsSync(folder)) return new Set()
  const files = (await readdir(folder, { withFileTypes: true })).filter(entry => entry.isFile())
  return new Set(
    files
      .filter(({ name }) => kindOfName(name) !== undefined || !name.includes('.'))
      .map(({ name }) => path.parse(name).name),
  )
}
