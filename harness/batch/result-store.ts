// What has been graded, one file an exercise of a hand-in, each whole or not there. It is the memory of a class: all reports are
// made from it, and whatever is in it is not graded again.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { makeFolder } from '#harness/host/make-folder.ts'
import { ExerciseResult, GradeResult } from '#harness/results/result.ts'
import { writeDurably } from './durable-file.ts'

export const Key = z.object({
  /** Digest of the whole hand-in: programs of one exercise may use what stands beside it. */
  submission: z.string(),
  exercise: z.string(),
  /** Digest of what has judged it. */
  grader: z.string(),
})
export type Key = z.infer<typeof Key>

export const Graded = z.object({
  schema: z.literal(1),
  key: Key,
  seed: z.string(),
  gradedBy: GradeResult.shape.grader,
  /** Labs that broke under it before. */
  tries: z.array(z.string()).optional(),
  result: ExerciseResult,
})
export type Graded = z.infer<typeof Graded>

export class ResultStore {
  readonly #folder: string
  readonly #drafts: string

  /** @param drafts a folder of the same file system, whose content may go at any time */
  constructor(folder: string, drafts: string) {
    this.#folder = folder
    this.#drafts = drafts
    makeFolder(folder)
  }

  has(place: Omit<Key, 'grader'>): boolean {
    return existsSync(this.#file(place))
  }

  /** @throws Error that names the file where it is not what was written */
  get(place: Omit<Key, 'grader'>): Graded | undefined {
    const file = this.#file(place)
    if (!existsSync(file)) return undefined
    try {
      return Graded.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch (error) {
      throw new Error(`${file} is damaged: remove it, and the exercise is graded again`, { cause: error })
    }
  }

  put(graded: Graded): void {
    writeDurably(this.#file(graded.key), `${JSON.stringify(graded)}\n`, this.#drafts)
  }

  /** Takes the place of what is in `into`, in one step. */
  moveTo(into: ResultStore, place: Omit<Key, 'grader'>): void {
    const to = into.#file(place)
    makeFolder(path.dirname(to))
    renameSync(this.#file(place), to)
  }

  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true })
    makeFolder(this.#folder)
  }

  /** All that there is, in no particular order. */
  *all(): Generator<Graded> {
    for (const submission of readdirSync(this.#folder)) {
      for (const file of readdirSync(path.join(this.#folder, submission))) {
        const found = this.get({
          submission: submission.replace('-', ':'),
          exercise: file.replace(/\.json$/, ''),
        })
        if (found) yield found
      }
    }
  }

  #file({ submission, exercise }: Omit<Key, 'grader'>): string {
    return path.join(this.#folder, submission.replace(':', '-'), `${exercise}.json`)
  }
}
