// The folder that a grade writes into. Every file in it appears whole or not at all: a reader, or a grade that is killed
// half-way, never leaves or sees half a file.
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFolder } from '#harness/host/make-folder.ts'
import { UserError } from '#harness/host/user-error.ts'
import { isOurs, RESULT_FILE, temporaryName } from '#harness/results/report-files.ts'

/** The reports cannot be written: a matter of this machine, which says nothing about the submission. */
export class ReportsUnwritable extends UserError {
  override readonly name = 'ReportsUnwritable'
  readonly folder: string

  constructor(folder: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(
      `cannot write reports to ${folder}: ${why}\n` +
        'Make that a folder that you may write to, with room on its disk, or choose another one: --reports DIR',
      { cause },
    )
    this.folder = folder
  }
}

export class ReportsFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /** Makes the folder where it is missing and sees that it can be written to; what is in it stays. */
  static open(reports: string): ReportsFolder {
    const folder = new ReportsFolder(resolve(reports))
    folder.#orUnwritable(() => {
      makeFolder(folder.path)
      const probe = folder.#at(temporaryName(RESULT_FILE))
      writeFileSync(probe, '')
      rmSync(probe)
    })
    return folder
  }

  /**
   * The first file of a new grade: what an earlier one left goes, once the new text is safely on disk. A full disk thus costs
   * nobody the reports of an earlier grade.
   */
  begin(file: string, text: string): void {
    this.#written(file, text, temporary => {
      for (const name of readdirSync(this.path))
        if (isOurs(name) && name !== file && this.#at(name) !== temporary) rmSync(this.#at(name))
    })
  }

  /** Synchronous on purpose: two writes can never interleave, and a signal handler can still finish one. */
  write(file: string, text: string): void {
    this.#written(file, text, () => {})
  }

  #written(file: string, text: string, before: (temporary: string) => void): void {
    const temporary = this.#at(temporaryName(file))
    this.#orUnwritable(() => {
      try {
        writeFileSync(temporary, text)
        before(temporary)
        renameSync(temporary, this.#at(file))
      } catch (error) {
        rmSync(temporary, { force: true })
        throw error
      }
    })
  }

  #at(file: string): string {
    return join(this.path, file)
  }

  #orUnwritable(act: () => void): void {
    try {
      act()
    } catch (error) {
      throw new ReportsUnwritable(this.path, error)
    }
  }
}
