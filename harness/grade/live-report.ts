// Writes each verdict down and shows it, as it comes.
import pc from 'picocolors'
import type { Check } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/run-exercise.ts'
import type { DeclaredCheck, DeclaredExercise, ResultFile } from '#harness/results/result-file.ts'
import {
  renderCheckDetails,
  renderCheckLine,
  renderExercise,
  renderHeading,
} from '#harness/results/terminal.ts'

export type LiveReport = ReturnType<typeof liveReport>

/** After `close()` nothing that comes is written down or shown. */
export function liveReport(file: ResultFile) {
  const look = { colour: pc.isColorSupported, width: process.stdout.columns ?? 100 }
  const print = (text: string): void => void process.stdout.write(`${text}\n`)
  const live = process.stdout.isTTY
  let idWidth = 0
  let closed = false
  const clear = (): void => {
    if (live) process.stdout.write('\r\u001b[2K')
  }
  return {
    close(): void {
      if (!closed) clear()
      closed = true
    },
    begin(declared: DeclaredExercise, checks: readonly Check[]): void {
      if (closed) return
      file.beginExercise(declared)
      idWidth = Math.max(...checks.map(check => check.id.length))
      print(`\n${renderHeading(declared, look)}`)
    },
    beginCheck(id: string): void {
      if (live && !closed) process.stdout.write(`  … ${id}`)
    },
    check(exercise: string, judged: Judged): void {
      if (closed) return
      const check = file.recordCheck(exercise, judged)
      clear()
      print(renderCheckLine(check, look, { idWidth }))
      const details = renderCheckDetails(check, look)
      if (details) print(details)
    },
    /** Shows and writes down that a check was judged anew. */
    amend(exercise: string, judged: Judged): void {
      if (closed) return
      const check = file.amendCheck(exercise, judged)
      clear()
      print(renderCheckLine(check, look, { idWidth }))
      const details = renderCheckDetails(check, look)
      if (details) print(details)
    },
    note(exercise: string, text: string): void {
      if (closed) return
      file.noteExercise(exercise, text)
    },
    end(exercise: string): void {
      if (closed) return
      file.endExercise(exercise)
    },
    notAttempted(declared: DeclaredExercise & { checks: readonly DeclaredCheck[] }): void {
      if (closed) return
      print(`\n${renderExercise(file.recordNotAttempted(declared), look)}`)
    },
  }
}
