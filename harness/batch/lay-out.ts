// Hand-ins lie unpacked only while they are graded: a class of archives may hold more than the disk does.
import { cp, mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { openSubmission } from '#harness/submission/open-submission.ts'

export interface LaidOut {
  digest: string
  /** The folder that holds the exercise folders. */
  root: string
}

/**
 * @param folder that does not exist
 * @throws Error where it is no longer what it was when it was looked at
 */
export async function layOut(
  given: string,
  folder: string,
  { digest, exercises }: { digest: string; exercises: readonly string[] },
): Promise<LaidOut> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  let from = given
  if ((await stat(given)).isDirectory()) {
    from = path.join(folder, 'submission')
    await cp(given, from, {
      recursive: true,
      verbatimSymlinks: true,
      filter: source => path.basename(source) !== '.git',
    })
  }
  const submission = await openSubmission(from, { scratch: folder, exercises })
  if (submission.digest !== digest) throw new Error('it has been changed since this run has looked at it')
  return { digest, root: submission.root }
}

/** Hand-ins by digest, laid out at the first order and removed after the last. */
export class Shelf {
  readonly #folder: string
  readonly #paths: ReadonlyMap<string, string>
  readonly #exercises: readonly string[]
  readonly #places = new Map<string, Promise<LaidOut>>()
  readonly #left = new Map<string, number>()

  /** @param paths where a hand-in of a digest was found */
  constructor(folder: string, paths: ReadonlyMap<string, string>, exercises: readonly string[]) {
    this.#folder = folder
    this.#paths = paths
    this.#exercises = exercises
  }

  /** Says that an order of this digest will come. */
  expect(digest: string): void {
    this.#left.set(digest, (this.#left.get(digest) ?? 0) + 1)
  }

  place(digest: string): Promise<LaidOut> {
    const place = this.#places.get(digest) ?? this.#layOut(digest)
    this.#places.set(digest, place)
    return place
  }

  /** An order of this digest is done. */
  async done(digest: string): Promise<void> {
    const left = (this.#left.get(digest) ?? 1) - 1
    this.#left.set(digest, left)
    if (left > 0) return
    this.#places.delete(digest)
    await rm(this.#at(digest), { recursive: true, force: true })
  }

  async #layOut(digest: string): Promise<LaidOut> {
    const given = this.#paths.get(digest)
    if (given === undefined) throw new Error(`nobody has handed in ${digest}`)
    return layOut(given, this.#at(digest), { digest, exercises: this.#exercises })
  }

  #at(digest: string): string {
    return path.join(this.#folder, 'laid-out', digest.replace(':', '-').slice(0, 24))
  }
}
