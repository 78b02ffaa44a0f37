// All that the programs of an exercise printed, and all that was written to them: not the excerpts that a check shows.
import { capped } from '#harness/results/capped-text.ts'
import { printable } from '#harness/results/printable.ts'
import { Capture } from '#harness/submission/capture.ts'
import type { RunningProgram } from '#harness/submission/run-program.ts'
import { FileNames } from './file-name.ts'
import type { KeptFolder } from './kept-folder.ts'
import { shares } from './shares.ts'

/** Bytes kept at the beginning and again at the end of each stream. */
const ENDS = 1 << 20
/** A line that tells what was left out between them, and signs that became longer. */
const GAP = 1024

interface Stream {
  file: string
  what: string
  capture: Capture
}

export class KeptPrograms {
  readonly #streams: Stream[] = []
  readonly #names = new FileNames()
  #runs = 0

  watch(program: RunningProgram): void {
    const run = String(++this.#runs).padStart(2, '0')
    const stream = (ending: string, words: string): Capture => {
      const capture = new Capture(ENDS)
      this.#streams.push({
        file: this.#names.of(`${run}-${program.name}`, `.${ending}.txt`),
        what: `${program.name}, ${words}`,
        capture,
      })
      return capture
    }
    const stdin = stream('stdin', 'what was written to its standard input')
    const printed = {
      stdout: stream('stdout', 'standard output'),
      stderr: stream('stderr', 'standard error'),
    }
    program.watch({
      onWritten: text => stdin.add(Buffer.from(text)),
      onPrinted: (name, chunk) => printed[name].add(chunk),
    })
  }

  async save(folder: KeptFolder, room: number): Promise<void> {
    const filled = this.#streams.filter(({ capture }) => capture.totalBytes > 0)
    const given = shares(
      filled.map(({ capture }) => Math.min(capture.totalBytes, 2 * ENDS) + GAP),
      room,
    )
    for (const [index, { file, what, capture }] of filled.entries()) {
      const { text, leftOut } = capped(printable(capture.text()), given[index] ?? 0)
      const dropped = capture.cut ? capture.totalBytes - 2 * ENDS : 0
      await folder.add(`programs/${file}`, what, text, leftOut + dropped)
    }
  }
}
