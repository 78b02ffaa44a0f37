// Where a reader finds more: the lines of a suite's own text on which its checks are declared, and the parts of the guide that it is about.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { PROJECT } from '#harness/host/project.ts'
import type { Place } from '#harness/results/result.ts'
import type { Exercise } from './exercise.ts'

const Guide = z.array(z.string())

export interface Reading {
  /** By the check's id. */
  places: ReadonlyMap<string, Place>
  /** Headings of the guide. */
  guide: string[]
}

/** What cannot be found is left out: no grade fails for it. */
export function readingOf(exercise: Exercise): Reading {
  const places = exercise.declare().flatMap(({ id, at }): [string, Place][] => {
    const file = path.relative(PROJECT, at.file.startsWith('file:') ? fileURLToPath(at.file) : at.file)
    const inside = at.line > 0 && !file.startsWith('..') && !path.isAbsolute(file)
    return inside ? [[id, { file: file.split(path.sep).join('/'), line: at.line }]] : []
  })
  return { places: new Map(places), guide: guideIn(path.join(PROJECT, 'suites', exercise.id, 'guide.json')) }
}

const guideIn = (file: string): string[] =>
  quietly(() => Guide.parse(JSON.parse(readFileSync(file, 'utf8')))) ?? []

function quietly<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
