// How a lab that stays gets at a submission: it looks at the same files, and where it cannot see them (it has a /tmp of its own, and the
// mounts of the time when it was opened) at a copy in a folder that both sides see. Nothing is kept from one grade to the next.
import { cp, lstat, mkdtemp, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { UserError } from '#harness/host/user-error.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import type { StayFolder } from './shelf.ts'

type Placed = Pick<Submission, 'path' | 'root'>

export class HandIn {
  readonly #folder: StayFolder
  /** First process of the lab's namespaces; undefined where it sees what this process sees. */
  readonly pid: number | undefined
  readonly #made = new Map<string, Promise<string>>()

  constructor(folder: StayFolder, pid: number | undefined) {
    this.#folder = folder
    this.pid = pid
  }

  /**
   * The submission, with a root that the lab sees.
   *
   * @throws UserError where it cannot be copied
   */
  async visible({ path: given, root }: Placed): Promise<Placed> {
    if (this.pid === undefined || (await isSame(root, `/proc/${this.pid}/root${root}`)))
      return { path: given, root }
    const copy = this.#made.get(root) ?? this.#copy(root)
    this.#made.set(root, copy)
    return { path: given, root: await copy }
  }

  async close(): Promise<void> {
    const made = await Promise.allSettled(this.#made.values())
    this.#made.clear()
    for (const each of made)
      if (each.status === 'fulfilled') await rm(path.dirname(each.value), { recursive: true, force: true })
  }

  async #copy(root: string): Promise<string> {
    const shelf = await mkdtemp(path.join(this.#folder.inbox, 'submission-'))
    const copy = path.join(shelf, 'root')
    const how = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, filter: isWanted }
    try {
      await cp(root, copy, how)
    } catch (error) {
      await rm(shelf, { recursive: true, force: true })
      throw new UserError(
        `${root} cannot be copied to where the lab that stays sees it: ${error instanceof Error ? error.message : error}\n` +
          'With --own-lab it is graded in a lab of its own.',
      )
    }
    return copy
  }
}

/** Pipes and sockets are no part of a submission, and cannot be copied. */
async function isWanted(file: string): Promise<boolean> {
  if (path.basename(file) === '.git') return false
  const found = await lstat(file)
  return found.isFile() || found.isDirectory() || found.isSymbolicLink()
}

async function isSame(here: string, there: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([stat(here), stat(there)])
    return one.dev === other.dev && one.ino === other.ino
  } catch {
    return false
  }
}
