// Programs write beside themselves, and a student's folder is not ours to change: they run in a copy. It keeps the
// submission's shape, so that `../common/topics.sh` is where it was.
import { chmod, copyFile, lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Budget, type Limits, submissionLimits } from './budget.ts'
import { isExerciseName } from './ignored-names.ts'
import { inParallel } from './in-parallel.ts'
import type { Submission } from './open-submission.ts'
import { harmlessName, SubmissionUnusable, someOf } from './submission-errors.ts'
import { asUnixScript, maybeScript } from './unix-script.ts'
import { type Found, walkFolder } from './walk-folder.ts'

export interface ExerciseCopy {
  /** The exercise's folder in the copy. */
  folder: string
  notes: string[]
  /** `node_modules` folders of the original, to which the copy only links. */
  linked: string[]
}

const longestScript = 4 * 1024 * 1024

export async function copyExercise(
  submission: Pick<Submission, 'path' | 'root' | 'exercise'>,
  id: string,
  destination: string,
  limits: Limits = submissionLimits,
): Promise<ExerciseCopy> {
  if ((await submission.exercise(id)) === undefined) {
    throw new Error(`${submission.path} holds no ${id}/ with a file in it, so there is nothing to copy`)
  }
  const from = submission.root
  const plan = await planCopy(from, id, resolve(destination), new Budget(basename(submission.path), limits))
  const to = await newFolder(resolve(destination), folderName(submission.path))
  for (const folder of plan.folders) await mkdir(join(to, folder), { recursive: true })
  const converted: string[] = []
  const unreachable: string[] = []
  await inParallel(plan.files, async path => {
    try {
      const done = await copyOne(join(from, path), join(to, path))
      if (done !== undefined) converted.push(`${path} (${done})`)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      // Listed but not there: its name is not UTF-8, or it has just been deleted.
      if (code === 'ENOENT') unreachable.push(path)
      else throw uncopyable(from, path, code === 'EACCES' ? 'it may not be read' : String(error), error)
    }
  })
  for (const path of plan.packages) await symlink(join(from, path), join(to, path), 'junction')
  const linked = plan.packages.map(path => join(from, path))
  return { folder: join(to, id), notes: notesOf(plan, converted, unreachable), linked }
}

/**
 * Asked before a lab is opened, of what is to be graded: folders are not measured when they are handed in.
 *
 * @throws SubmissionRefused that names the file which makes the copy too big, SubmissionUnusable where something cannot be read
 */
export async function requireCopyable(
  submission: Pick<Submission, 'path' | 'root'>,
  id: string,
  limits: Limits = submissionLimits,
): Promise<void> {
  await planCopy(submission.root, id, '', new Budget(basename(submission.path), limits))
}

interface Plan {
  folders: string[]
  files: string[]
  /** `node_modules` folders: large, and read only, so they are linked instead of copied. */
  packages: string[]
  links: string[]
  specials: string[]
}

async function planCopy(from: string, id: string, destination: string, budget: Budget): Promise<Plan> {
  const plan: Plan = { folders: [], files: [], packages: [], links: [], specials: [] }
  const belongs = ({ path, name }: Found) =>
    name !== '.git' &&
    (path === id || path.includes('/') || !isExerciseName(name)) &&
    join(from, path) !== destination
  const enter = (found: Found) => belongs(found) && found.name !== 'node_modules'
  for await (const found of walkFolder(from, enter)) {
    const { path, kind } = found
    if (!belongs(found)) continue
    if (kind === 'unreadable folder') throw uncopyable(from, path, 'it may not be read')
    if (kind === 'folder' && found.name === 'node_modules') plan.packages.push(path)
    else if (kind === 'folder') {
      budget.spendFolder(path)
      plan.folders.push(path)
    } else if (kind === 'file') {
      budget.spendFile(path)
      budget.spendBytes(await sizeOf(join(from, path)), path)
      plan.files.push(path)
    } else (kind === 'link' ? plan.links : plan.specials).push(path)
  }
  return plan
}

/** Gives back what was repaired in it. */
async function copyOne(from: string, to: string): Promise<string | undefined> {
  const { mode, size } = await lstat(from)
  const script =
    maybeScript(from) && size <= longestScript ? asUnixScript(from, await readFile(from)) : undefined
  if (script) await writeFile(to, script.content)
  else await copyFile(from, to)
  const run = mode & 0o111 ? 0o100 : 0
  await chmod(to, (mode & 0o777) | 0o600 | run)
  return script?.done
}

/** 0 for what cannot be looked at; copying it will say why. */
async function sizeOf(file: string): Promise<number> {
  return (await lstat(file).catch(() => ({ size: 0 }))).size
}

function uncopyable(from: string, path: string, why: string, cause?: unknown): SubmissionUnusable {
  return new SubmissionUnusable(`${harmlessName(join(from, path))} cannot be copied: ${why}`, { cause })
}

function notesOf(plan: Plan, converted: string[], unreachable: string[]): string[] {
  const note = (text: string, paths: string[]) =>
    paths.length === 0 ? [] : [`${text}: ${someOf(paths.sort())}`]
  return [
    ...note('links are not followed, these are left out', plan.links),
    ...note('neither files nor folders, these are left out', plan.specials),
    ...note('left out, since their names cannot be read as UTF-8', unreachable),
    ...note('scripts from Windows, repaired in the copy', converted),
  ]
}

/** Whatever else the destination holds (`home`, `tmp`, another copy) is left alone. */
async function newFolder(destination: string, name: string): Promise<string> {
  await mkdir(destination, { recursive: true })
  for (let count = 1; ; count += 1) {
    const folder = join(destination, count === 1 ? name : `${name}-${count}`)
    try {
      await mkdir(folder)
      return folder
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

/** The submission's own name, without what would split `PATH` or `CLASSPATH` in two. */
function folderName(path: string): string {
  const name = basename(path)
    .replace(/\.(?:zip|tar\.gz|tgz|tar)$/i, '')
    .replaceAll(/[\p{Cc}:;"\\]/gu, '_')
  return /^\.*$/.test(name) ? 'submission' : name
}
