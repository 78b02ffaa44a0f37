// The way in: whatever a student handed in becomes a folder of exercise folders, with a digest that says what was graded.
import { lstat, readdir, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { unpackArchive } from './archive/unpack-archive.ts'
import { Budget } from './budget.ts'
import { digestFolder, isOwnWork } from './digest-folder.ts'
import { meantExercise } from './exercise-name-hint.ts'
import { findRoot, folders } from './find-root.ts'
import { isClutter, isExerciseName } from './ignored-names.ts'
import { isRunnable } from './program-kinds.ts'
import { harmlessName, SubmissionUnusable, someOf } from './submission-errors.ts'
import { walkFolder } from './walk-folder.ts'

export interface Submission {
  /** As given, made absolute. */
  readonly path: string
  /** The folder that holds the exercise folders; for an archive it lies in the scratch folder. */
  readonly root: string
  /** The same for the same work, handed in as a folder, a zip or a tar.gz. */
  readonly digest: string
  /** What the student should know, though it stops nothing. */
  readonly notes: string[]
  /** The exercise's folder; undefined when it was not attempted: missing, or without a single file. */
  exercise(id: string): Promise<string | undefined>
}

export interface OpenOptions {
  /** An empty folder; archives are unpacked into it and nowhere else. */
  scratch: string
  /** The ids of all exercises, for "did you mean"; without them every `NN-words` folder counts as one. */
  exercises?: readonly string[]
}

/** A folder is not refused for its size, but somebody's whole home directory is a mistake. */
const folderLimits = { bytes: 4 * 1024 ** 3, files: 100_000 }

export async function openSubmission(given: string, options: OpenOptions): Promise<Submission> {
  const path = resolve(given)
  const exercises = options.exercises ?? []
  const { top, notes } = await topFolder(path, options.scratch)
  try {
    const root = await findRoot(top, exercises)
    notes.push(...(await rootNotes(path, root, exercises)))
    const { digest, links, unreadable } = await digestFolder(root, new Budget(basename(path), folderLimits))
    if (links.length > 0) notes.push(`links are not followed, these are left out: ${someOf(links)}`)
    if (unreadable.length > 0) notes.push(`cannot be read: ${someOf(unreadable)}`)
    return { path, root, digest, notes, exercise: id => exerciseFolder(root, id) }
  } catch (error) {
    if (top !== path) await rm(top, { recursive: true, force: true })
    throw error
  }
}

/** One that has been opened before: its root is known, and so is what there is to tell of it. */
export const openedSubmission = ({ path, root }: Pick<Submission, 'path' | 'root'>): Submission => ({
  path,
  root,
  digest: '',
  notes: [],
  exercise: id => exerciseFolder(root, id),
})

async function topFolder(path: string, scratch: string): Promise<{ top: string; notes: string[] }> {
  const found = await stat(path).catch(error => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      throw new SubmissionUnusable(`${path} does not exist; give a submission's folder, .zip or .tar.gz`)
    }
    throw error
  })
  if (found.isDirectory()) return { top: path, notes: [] }
  if (!found.isFile()) throw new SubmissionUnusable(`${path} is neither a folder nor a .zip or .tar.gz`)
  const top = join(scratch, 'submission')
  return { top, notes: await unpackArchive(path, top) }
}

async function exerciseFolder(root: string, id: string): Promise<string | undefined> {
  if (id === '' || id.startsWith('.') || /[\\/]/.test(id)) return undefined
  // By the listing and not by the path: where file names ignore case, `03-Word-Count` would be found too.
  const entry = (await readdir(root, { withFileTypes: true })).find(one => one.name === id)
  if (!entry?.isDirectory()) return undefined
  for await (const found of walkFolder(join(root, id), isOwnWork)) {
    // Git keeps no empty folders, so that people keep them with such a file.
    if (found.kind === 'file' && !/^\.(?:git)?keep$/.test(found.name)) return join(root, id)
  }
  return undefined
}

async function rootNotes(path: string, root: string, exercises: readonly string[]): Promise<string[]> {
  const notes: string[] = []
  const isExercise = (name: string) =>
    exercises.length > 0 ? exercises.includes(name) : isExerciseName(name)
  const example = exercises[0] ?? '01-multi-broker-cluster'
  const names = await folders(root)
  for (const name of names) {
    const meant = meantExercise(name, exercises)
    if (meant === false) continue
    const hint = typeof meant === 'string' ? `did you mean ${meant}/?` : `they are called like ${example}/`
    notes.push(`${harmlessName(name)}/ is not an exercise folder; ${hint}`)
  }
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (entry.isDirectory() || !isExercise(entry.name)) continue
    notes.push(`${entry.name} is ${entry.isSymbolicLink() ? 'a link' : 'no folder'}, so it is not attempted`)
  }
  if (names.some(isExercise)) return notes
  const expected = `${path} holds no exercise folder; expected sub-folders such as ${example}/`
  if (notes.length === 0 && (await isExerciseItself(path, root, exercises))) {
    throw new SubmissionUnusable(`${expected} (it looks like one exercise: give the folder above it)`)
  }
  return [...notes, `${expected}, so nothing is attempted`]
}

async function isExerciseItself(path: string, root: string, exercises: readonly string[]): Promise<boolean> {
  const files = (await readdir(root, { withFileTypes: true })).filter(
    one => one.isFile() && !isClutter(one.name),
  )
  if (files.length === 0) return false
  const isOne = (name: string) => exercises.includes(name) || isExerciseName(name)
  if (isOne(basename(path)) && (await lstat(path)).isDirectory()) return true
  return files.some(one => isRunnable(one.name))
}
