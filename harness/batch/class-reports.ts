// Writes what there is to be read: a folder for each hand-in once it is judged, and the reports of the class all along.
import { renderings } from '#harness/results/renderings.ts'
import { RESULT_FILE } from '#harness/results/report-files.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { assemble } from './assemble.ts'
import type { ClassFolder } from './class-folder.ts'
import { renderClassHtml } from './class-html.ts'
import { renderClassJunit } from './class-junit.ts'
import type { ClassLedger } from './class-ledger.ts'
import type { ClassResult } from './class-result.ts'
import { renderCanvas, renderGradebook, renderMoodle } from './gradebook.ts'
import type { Entrant } from './intake/entrant.ts'

const CLASS_REPORTS: readonly { file: string; render: (result: ClassResult) => string; origin?: string }[] = [
  { file: 'gradebook.csv', render: renderGradebook },
  { file: 'gradebook.moodle.csv', render: renderMoodle, origin: 'moodle' },
  { file: 'gradebook.canvas.csv', render: renderCanvas, origin: 'canvas' },
  { file: 'class.json', render: result => `${JSON.stringify(result, null, 1)}\n` },
  { file: 'class.html', render: renderClassHtml },
  { file: 'class.xml', render: renderClassJunit },
]

/** Reports of the whole class grow with it: they may take this part of the time and no more. */
const PART = 0.05

export class ClassReports {
  readonly #folder: ClassFolder
  readonly #ledger: ClassLedger
  readonly #facts: { seed: string; gradedBy: GradeResult['grader'] }
  #notBefore = 0

  constructor(
    folder: ClassFolder,
    ledger: ClassLedger,
    facts: { seed: string; gradedBy: GradeResult['grader'] },
  ) {
    this.#folder = folder
    this.#ledger = ledger
    this.#facts = facts
  }

  writePerson(entrant: Entrant): void {
    const result = assemble(entrant, this.#ledger.exercises, this.#folder.results, this.#facts)
    this.#folder.write(`${entrant.folder}/${RESULT_FILE}`, `${JSON.stringify(result, null, 2)}\n`)
    for (const { file, render } of renderings) this.#folder.write(`${entrant.folder}/${file}`, render(result))
  }

  /** @param now also where they have been written a moment ago */
  writeClass({ now = false } = {}): void {
    const began = performance.now()
    if (!now && began < this.#notBefore) return
    const result = this.#ledger.result()
    for (const { file, render, origin } of CLASS_REPORTS) {
      if (origin !== undefined && !result.submissions.some(row => row.origin === origin)) continue
      this.#folder.write(file, render(result))
    }
    const took = performance.now() - began
    this.#notBefore = performance.now() + took / PART
  }
}
