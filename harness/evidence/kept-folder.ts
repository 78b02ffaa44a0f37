// `reports/evidence/NN-slug`: made anew by each grade, and written into with care. What names it, and what is in it, comes from strangers;
// where programs are not shut in, they may even have put something in its place.
import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, readFile, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { KeptFile } from '#harness/results/kept.ts'

export const EVIDENCE = 'evidence'
/** The last file that is written, and what tells our folders from others. */
const LIST = 'kept.json'
const List = z.object({ by: z.literal('day2') })

/** Never what is there already, and never behind a link. */
const ANEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)

export class KeptFolder {
  readonly files: KeptFile[] = []
  readonly #reports: string
  readonly #exercise: string

  private constructor(reports: string, exercise: string) {
    this.#reports = reports
    this.#exercise = exercise
  }

  /** @throws Error where something else lies in its place */
  static async make(reports: string, exercise: string): Promise<KeptFolder> {
    await removeOurs(reports, exercise)
    const folder = new KeptFolder(reports, exercise)
    await makeReal(path.join(reports, EVIDENCE))
    // What is there now is somebody else's.
    await mkdir(folder.#at())
    // A grade that is killed meanwhile leaves a folder that is known to be ours.
    await write(folder.#at(LIST), `${JSON.stringify({ by: 'day2' })}\n`)
    return folder
  }

  /** @param name below the folder, with at most one slash */
  async add(name: string, what: string, content: string | Buffer, leftOut = 0): Promise<void> {
    const [first = '', second] = name.split('/')
    if (second !== undefined) await makeReal(this.#at(first))
    await write(this.#at(...name.split('/')), content)
    this.files.push({
      file: `${EVIDENCE}/${this.#exercise}/${name}`,
      what,
      bytes: Buffer.byteLength(content),
      ...(leftOut > 0 ? { leftOut } : {}),
    })
  }

  async end(): Promise<void> {
    const file = this.#at(LIST)
    await rm(file, { force: true })
    await write(file, `${JSON.stringify({ by: 'day2', files: this.files }, null, 2)}\n`)
  }

  #at(...parts: string[]): string {
    return path.join(this.#reports, EVIDENCE, this.#exercise, ...parts)
  }
}

/** Removes what an earlier grade has kept; folders that are none of ours stay. */
export async function removeEvidence(reports: string): Promise<void> {
  const folder = path.join(reports, EVIDENCE)
  if (!(await isFolder(folder))) return
  for (const name of await readdir(folder)) await removeOurs(reports, name)
  // Where something else is in it, it stays.
  await rmdir(folder).catch(() => {})
}

async function removeOurs(reports: string, exercise: string): Promise<void> {
  const folder = path.join(reports, EVIDENCE, exercise)
  if (!(await isFolder(folder))) return
  const text = await readFile(path.join(folder, LIST), 'utf8').catch(() => '')
  if (isList(text)) await rm(folder, { recursive: true, force: true })
}

function isList(text: string): boolean {
  try {
    return List.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

/** A link to a folder is none. */
const isFolder = async (folder: string): Promise<boolean> =>
  (await lstat(folder).catch(() => undefined))?.isDirectory() ?? false

async function makeReal(folder: string): Promise<void> {
  await mkdir(folder).catch(async error => {
    if (error.code !== 'EEXIST' || !(await isFolder(folder))) throw error
  })
}

async function write(file: string, content: string | Buffer): Promise<void> {
  await using handle = await open(file, ANEW)
  await handle.writeFile(content)
}
