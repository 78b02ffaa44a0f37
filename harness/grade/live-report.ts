// Writes each verdict down and shows it, as it comes.
import pc from 'picocolors'
import type { Check } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/run-exercise.ts'
import { rootsOfSkip, skipMessage } from '#harness/exercise/skip-cause.ts'
import type { CheckResult, CheckStatus } from '#harness/results/result.ts'
import type { DeclaredCheck, DeclaredExercise, ResultFile } from '#harness/results/result-file.ts'
import { isSameSkip, renderExercise, renderHeading, renderRow } from '#harness/results/terminal.ts'
import { renderWaiting, TELL_AFTER_MS, type Waiting } from './waiting-line.ts'

export type LiveReport = ReturnType<typeof liveReport>

/** After `close()` nothing that comes is written down or shown. */
export function liveReport(file: ResultFile, stream: NodeJS.WriteStream = process.stdout) {
  const look = { colour: pc.isColorSupported, width: stream.columns ?? 100 }
  const print = (text: string): void => void stream.write(`${text}\n`)
  const live = stream.isTTY
  let checks: readonly Check[] = []
  let statuses = new Map<string, CheckStatus>()
  let idWidth = 0
  let running = ''
  let closed = false
  /** Checks that were skipped for one cause: they become a line once the row is over. */
  let skipped: CheckResult[] = []
  const clear = (): void => {
    if (live) stream.write('\r\u001b[2K')
  }
  const show = (row: readonly CheckResult[]): void => {
    clear()
    if (row.length > 0) print(renderRow(row, look, { idWidth }))
  }
  const endRow = (): void => {
    const row = skipped
    skipped = []
    if (row.length > 0) show(row)
  }
  return {
    close(): void {
      if (closed) return
      endRow()
      clear()
      closed = true
    },
    begin(declared: DeclaredExercise, declaredChecks: readonly Check[]): void {
      if (closed) return
      file.beginExercise(declared)
      checks = declaredChecks
      statuses = new Map()
      idWidth = Math.max(...checks.map(check => check.id.length))
      print(`\n${renderHeading(declared, look)}`)
    },
    beginCheck(id: string): void {
      running = id
      if (live && !closed) stream.write(`\r\u001b[2K  … ${id}`)
    },
    /** For a person who watches: elsewhere it would only fill a log. */
    waiting(waiting: Waiting): void {
      if (live && !closed && waiting.waitedMs >= TELL_AFTER_MS)
        stream.write(`\r\u001b[2K${renderWaiting(running, waiting, look)}`)
    },
    check(exercise: string, judged: Judged): void {
      if (closed) return
      statuses.set(judged.id, judged.status)
      const check = file.recordCheck(exercise, withCause(judged, checks, statuses))
      if (skipped[0] && !isSameSkip(skipped[0], check)) endRow()
      if (check.because) skipped.push(check)
      else show([check])
    },
    /** Shows and writes down that a check was judged anew. */
    amend(exercise: string, judged: Judged): void {
      if (closed) return
      endRow()
      show([file.amendCheck(exercise, judged)])
    },
    note(exercise: string, text: string): void {
      if (closed) return
      file.noteExercise(exercise, text)
    },
    end(exercise: string): void {
      if (closed) return
      endRow()
      file.endExercise(exercise)
    },
    /** @param hint what may have been meant to be this exercise */
    notAttempted(declared: DeclaredExercise & { checks: readonly DeclaredCheck[] }, hint?: string): void {
      if (closed) return
      print(`\n${renderExercise(file.recordNotAttempted(declared, hint), look)}`)
    },
  }
}

/** A check that was skipped for others names the one that is to be mended, not the one before it in the row. */
function withCause(
  judged: Judged,
  checks: readonly Check[],
  statuses: ReadonlyMap<string, CheckStatus>,
): Judged {
  if (judged.status !== 'skipped') return judged
  const because = rootsOfSkip(judged.id, checks, statuses)
  return because.length === 0 ? judged : { ...judged, message: skipMessage(because, statuses), because }
}
