// All exercises, with what a person asks before beginning one: what it is, what it is worth, how long it takes, what of the guide it practises.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Group } from '#harness/exercise/exercise.ts'
import { exerciseIds, loadExercise } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { sumPoints } from '#harness/results/verdict.ts'
import { type Coverage, readCoverage } from './coverage.ts'

export interface CatalogueEntry {
  id: string
  title: string
  group?: Group
  points: number
  /** As its starter says: "About 40 minutes." */
  minutes?: number
  /** Of the guide, without the lines of its checklist. */
  guide: string[]
  checks: { id: string; title: string; points: number }[]
}

const CHECKLIST = 'Completion checklist'

export async function readCatalogue(): Promise<CatalogueEntry[]> {
  const coverage = await readCoverage()
  return Promise.all((await exerciseIds()).map(id => entryOf(id, coverage)))
}

async function entryOf(id: string, coverage: Coverage): Promise<CatalogueEntry> {
  const exercise = await loadExercise(id)
  const checks = exercise.declare().map(({ id, title, points }) => ({ id, title, points }))
  const readme = await readFile(path.join(PROJECT, 'starter', id, 'README.md'), 'utf8').catch(() => '')
  const minutes = minutesIn(readme)
  return {
    id,
    title: exercise.title,
    ...(exercise.group === undefined ? {} : { group: exercise.group }),
    points: sumPoints(checks.map(({ points }) => points)),
    ...(minutes === undefined ? {} : { minutes }),
    guide: topicsOf(id, coverage),
    checks,
  }
}

export function minutesIn(readme: string): number | undefined {
  const found = /\bAbout (\d+) minutes\b/.exec(readme)?.[1]
  return found === undefined ? undefined : Number(found)
}

export function topicsOf(id: string, { rows }: Coverage): string[] {
  const number = id.slice(0, 2)
  const own = rows.filter(
    ({ part, practisedBy }) => part !== CHECKLIST && practisedBy.some(name => name.startsWith(number)),
  )
  return [...new Set(own.map(({ topic }) => topic))]
}
