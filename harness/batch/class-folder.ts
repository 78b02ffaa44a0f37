// The folder of a class: reports of everybody, and below a hidden one what a later run needs to go on from.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { makeFolder } from '#harness/host/make-folder.ts'
import { UserError } from '#harness/host/user-error.ts'
import { writeIfChanged } from './durable-file.ts'
import { Intake } from './intake/entrant.ts'
import { ResultStore } from './result-store.ts'

/** What all hand-ins of a class have in common, for good. */
export const ClassSettings = z.object({ schema: z.literal(1), seed: z.string() })
export type ClassSettings = z.infer<typeof ClassSettings>

export class ClassFolder {
  readonly path: string
  /** Hand-ins while they are graded, and what class archives hold. */
  readonly work: string
  /** Judged, and what marks are made of. */
  readonly results: ResultStore
  /** Judged anew, and not accepted yet. */
  readonly regraded: ResultStore
  readonly #drafts: string
  readonly #kept: string

  /** Whoever opens it has it locked: what an ended run left half done goes. */
  constructor(folder: string) {
    this.path = path.resolve(folder)
    this.#kept = path.join(this.path, '.day2')
    this.work = path.join(this.#kept, 'work')
    this.#drafts = path.join(this.#kept, 'drafts')
    for (const each of [this.work, this.#drafts]) {
      rmSync(each, { recursive: true, force: true })
      makeFolder(each)
    }
    this.results = new ResultStore(path.join(this.#kept, 'results'), this.#drafts)
    this.regraded = new ResultStore(path.join(this.#kept, 'regraded'), this.#drafts)
  }

  get settings(): ClassSettings | undefined {
    return this.#read('class.json', ClassSettings)
  }

  set settings(settings: ClassSettings) {
    this.#keep('class.json', settings)
  }

  get intake(): Intake | undefined {
    return this.#read('intake.json', Intake)
  }

  set intake(intake: Intake) {
    this.#keep('intake.json', Intake.parse(intake))
  }

  /** Writes a report, by its path below the folder. What is there already and the same is left alone. */
  write(file: string, text: string): void {
    writeIfChanged(path.join(this.path, file), text, this.#drafts)
  }

  tidy(): void {
    rmSync(this.work, { recursive: true, force: true })
  }

  #keep(name: string, value: object): void {
    writeIfChanged(path.join(this.#kept, name), `${JSON.stringify(value)}\n`, this.#drafts)
  }

  #read<S extends z.ZodType>(name: string, schema: S): z.infer<S> | undefined {
    const file = path.join(this.#kept, name)
    if (!existsSync(file)) return undefined
    try {
      return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      throw new UserError(
        `${file} is not what an earlier run has written. Give another folder (--reports DIR), or remove ${this.#kept} and grade everything anew.`,
      )
    }
  }
}
