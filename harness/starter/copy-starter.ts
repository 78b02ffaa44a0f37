// Copies the starter, file by file, and never over anything: what a student has done is worth more than what we bring.
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, link, lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { makeFolder } from '#harness/host/make-folder.ts'
import { kindOfName } from '#harness/submission/program-kinds.ts'
import { type StarterChoice, starterEntries } from './starter-entries.ts'

export interface Left {
  path: string
  /** Why the starter's file was not copied. */
  why: string
}

export interface Copied {
  /** Files that were not there, in order, with `/` between the parts of a path. */
  added: string[]
  left: Left[]
}

/** Adds to `to` (made where it is missing) the files of `from` that it lacks, as far as they are chosen. */
export async function copyStarter(from: string, to: string, choice: StarterChoice = {}): Promise<Copied> {
  const copied: Copied = { added: [], left: [] }
  await copyFolder({ from, to, prefix: '', choice }, copied)
  return copied
}

interface Copying {
  from: string
  to: string
  /** Where below `to`: `` or `03-word-count/`. */
  prefix: string
  choice: StarterChoice
}

async function copyFolder({ from, to, prefix, choice }: Copying, copied: Copied): Promise<void> {
  makeFolder(path.join(to, prefix))
  const there = await readdir(path.join(to, prefix))
  for (const entry of await starterEntries(from, prefix, choice)) {
    const at = prefix + entry.name
    if (entry.kind === 'folder') {
      const obstacle = await whatIsAt(path.join(to, at))
      if (obstacle === undefined || obstacle === 'a folder')
        await copyFolder({ from: entry.from, to, prefix: `${at}/`, choice }, copied)
      else copied.left.push({ path: `${at}/`, why: `there is ${obstacle} of that name` })
    } else {
      const other = there.find(name => replaces(name, entry.name))
      if (other !== undefined) copied.left.push({ path: at, why: `${other} is there instead` })
      else if (await addFile(entry.from, path.join(to, at))) copied.added.push(at)
      else copied.left.push({ path: at, why: 'is there already' })
    }
  }
}

/** A second file of a program's name would make the program ambiguous: `setup.ts` beside the student's `setup.sh`. */
export function replaces(name: string, starters: string): boolean {
  if (name === starters || kindOfName(starters) === undefined) return false
  const stem = path.parse(starters).name
  return name === stem || (path.parse(name).name === stem && kindOfName(name) !== undefined)
}

/** The file appears whole or not at all, and only where nothing was. @returns whether it was added */
async function addFile(from: string, to: string): Promise<boolean> {
  if ((await whatIsAt(to)) !== undefined) return false
  const temporary = path.join(path.dirname(to), `.${path.basename(to)}.${randomUUID()}.tmp`)
  try {
    await copyFile(from, temporary, constants.COPYFILE_EXCL)
    // A starter that was installed read-only is still to be worked on.
    const { mode } = await lstat(temporary)
    await chmod(temporary, (mode & 0o777) | 0o600)
    // Unlike a rename, a link never takes the place of a file that came meanwhile.
    await link(temporary, to).catch(async error => {
      if (codeOf(error) === 'EEXIST') throw error
      // A file system without links (FAT, some shares).
      await copyFile(temporary, to, constants.COPYFILE_EXCL)
    })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(temporary, { force: true })
  }
}

async function whatIsAt(place: string): Promise<'a folder' | 'a file' | 'a link' | undefined> {
  const found = await lstat(place).catch(error => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  })
  if (found === undefined) return undefined
  if (found.isSymbolicLink()) return 'a link'
  return found.isDirectory() ? 'a folder' : 'a file'
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
