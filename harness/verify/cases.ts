// What the grader is held against: the reference, the starter, known-wrong and unusual-but-right submissions of an exercise.
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'

export const CASE_KINDS = ['reference', 'starter', 'wrong', 'unusual', 'hostile'] as const
export type CaseKind = (typeof CASE_KINDS)[number]
/** Those that lie in folders of their own. */
export type ShelfKind = Exclude<CaseKind, 'reference' | 'starter'>

export interface Case {
  exercise: string
  kind: CaseKind
  /** The folder's name; for references and starters the kind. */
  name: string
  title: string
  /** Checks that must fail; all others must not. */
  fails: string[]
  /** Folder with the files that differ from the reference. */
  folder: string | undefined
  /** Programs of the reference that the case does not have. */
  without: string[]
}

const CaseFile = z.strictObject({
  /** The mistake, or what is unusual, in one line. */
  title: z.string().min(10),
  fails: z.array(z.string()).default([]),
  without: z.array(z.string()).default([]),
})

/** All cases of an exercise: reference and starter first, then by name. */
export async function casesOf(exercise: string): Promise<Case[]> {
  const base = { exercise, fails: [], folder: undefined, without: [] }
  return [
    { ...base, kind: 'reference', name: 'reference', title: 'the reference solution' },
    { ...base, kind: 'starter', name: 'starter', title: 'what a student gets' },
    ...(await casesIn(exercise, 'wrong')),
    ...(await casesIn(exercise, 'unusual')),
    ...(await casesIn(exercise, 'hostile')),
  ]
}

/** @throws UserError that names a case.json which says too little */
export async function casesIn(exercise: string, kind: ShelfKind, project = PROJECT): Promise<Case[]> {
  const shelf = path.join(project, 'suites', exercise, kind)
  if (!existsSync(shelf)) return []
  const entries = await readdir(shelf, { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  return Promise.all(names.sort().map(name => readCase(exercise, kind, name, path.join(shelf, name))))
}

async function readCase(exercise: string, kind: ShelfKind, name: string, folder: string): Promise<Case> {
  const file = path.join(folder, 'case.json')
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UserError(
      `${file} is missing: it says what the case is ("title") and which checks must fail ("fails").`,
    )
  })
  const parsed = CaseFile.safeParse(jsonIn(text, file))
  if (!parsed.success) throw new UserError(`${file}: ${z.prettifyError(parsed.error)}`)
  const { title, fails, without } = parsed.data
  if (kind === 'wrong' && fails.length === 0)
    throw new UserError(`${file}: a wrong case names the checks that must fail ("fails").`)
  if (kind === 'unusual' && fails.length > 0)
    throw new UserError(`${file}: an unusual case passes everything; "fails" has no place.`)
  return { exercise, kind, name, title, fails, without, folder }
}

function jsonIn(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UserError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/**
 * Lays the case out as a submission: the reference's files, without the programs that the case has itself or does without, and
 * the case's own files.
 */
export async function layOut(given: Case, destination: string): Promise<void> {
  await rm(destination, { recursive: true, force: true })
  const target = path.join(destination, given.exercise)
  await mkdir(target, { recursive: true })
  const source = path.join(PROJECT, given.kind === 'starter' ? 'starter' : 'solutions', given.exercise)
  const own =
    given.folder === undefined ? [] : (await readdir(given.folder)).filter(name => name !== 'case.json')
  const replaced = new Set([...own.map(stem), ...given.without])
  for (const name of await readdir(source)) {
    if (!replaced.has(stem(name)))
      await cp(path.join(source, name), path.join(target, name), { recursive: true })
  }
  for (const name of own)
    await cp(path.join(given.folder ?? '', name), path.join(target, name), { recursive: true })
}

function stem(file: string): string {
  const dot = file.indexOf('.', 1)
  return dot < 0 ? file : file.slice(0, dot)
}
