// A submission may take so much room and no more; counted while bytes really flow, since archives can lie about sizes.
import { SubmissionRefused } from './submission-errors.ts'

export interface Limits {
  bytes: number
  files: number
}

export const submissionLimits: Limits = { bytes: 200 * 1024 * 1024, files: 10_000 }

/** An archive holds folders, and what macOS adds for each file, beside the files. */
const ENTRIES_A_FILE = 3

const wayOut = 'leave node_modules, build output and data out'

export class Budget {
  readonly limits: Limits
  #submission: string
  #bytes = 0
  #files = 0
  #folders = 0
  #entries = 0

  constructor(submission: string, limits: Limits = submissionLimits) {
    this.#submission = submission
    this.limits = limits
  }

  spendBytes(count: number, entry: string): void {
    this.#bytes += count
    if (this.#bytes > this.limits.bytes) {
      throw this.#tooMuch(`more than ${inMebibytes(this.limits.bytes)} in all`, entry)
    }
  }

  spendFile(entry: string): void {
    this.#files += 1
    if (this.#files > this.limits.files) throw this.#tooMuch(`more than ${this.limits.files} files`, entry)
  }

  /** Of an archive, whatever it is and whether it is unpacked or left out: looking at it is what costs. */
  spendEntry(entry: string): void {
    this.#entries += 1
    const most = ENTRIES_A_FILE * this.limits.files
    if (this.#entries > most) throw this.#tooMuch(`more than ${most} entries`, entry)
  }

  spendFolder(entry: string): void {
    this.#folders += 1
    if (this.#folders > this.limits.files)
      throw this.#tooMuch(`more than ${this.limits.files} folders`, entry)
  }

  #tooMuch(what: string, entry: string): SubmissionRefused {
    return new SubmissionRefused(this.#submission, `makes it ${what}; ${wayOut}`, entry)
  }
}

function inMebibytes(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MiB` : `${bytes} bytes`
}
