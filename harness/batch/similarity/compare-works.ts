// Gathers what everybody has written while it lies open, and compares it exercise by exercise afterwards.
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import type { Similar } from '../class-result.ts'
import { similarPairs } from './similar-pairs.ts'
import { tokensBelow } from './tokens.ts'

/** Beyond this many works of one exercise the fingerprints would not fit beside the rest of a run: then nothing is compared. */
const MOST = 600

export class Works {
  readonly #exercises: readonly string[]
  readonly #tooMany = new Set<string>()
  readonly #byExercise = new Map<string, Map<string, Uint32Array>>()

  constructor(exercises: readonly string[]) {
    this.#exercises = exercises
  }

  /** Exactly the same work is looked at once; that it is the same is told elsewhere. */
  async add(submission: Submission): Promise<void> {
    for (const exercise of this.#exercises) {
      const folder = this.#tooMany.has(exercise) ? undefined : await submission.exercise(exercise)
      if (folder === undefined) continue
      const works = this.#byExercise.get(exercise) ?? new Map<string, Uint32Array>()
      this.#byExercise.set(exercise, works)
      if (works.has(submission.digest)) continue
      works.set(submission.digest, await tokensBelow(folder))
      if (works.size <= MOST) continue
      this.#tooMany.add(exercise)
      this.#byExercise.delete(exercise)
    }
  }

  /** @param folders of reports, by digest */
  async similar(folders: ReadonlyMap<string, string>, project = PROJECT): Promise<Similar[]> {
    const found: Similar[] = []
    for (const [exercise, works] of this.#byExercise) {
      const given = await tokensBelow(path.join(project, 'starter', exercise)).catch(() => undefined)
      for (const { left, right, similarity } of similarPairs(works, given ? { given } : {}))
        found.push({
          exercise,
          left: folders.get(left) ?? left,
          right: folders.get(right) ?? right,
          similarity,
        })
    }
    return found
  }
}
