// Writes each verdict down and shows it, as it comes.
import type { Waiting } from '#harness/exercise/check-context.ts'
import type { Check } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { withCause } from '#harness/exercise/skip-cause.ts'
import type { KeptFile } from '#harness/results/kept.ts'
import type { CheckResult, CheckStatus } from '#harness/results/result.ts'
import type { DeclaredCheck, DeclaredExercise, ResultFile } from '#harness/results/result-file.ts'
import { isSameSkip, renderExercise, renderHeading, renderRow } from '#harness/results/terminal.ts'
import { lookOf } from '#harness/results/terminal-look.ts'
import { cutEnd } from '#harness/results/terminal-text.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import { renderWaiting, SAY_AGAIN_MS, TELL_AFTER_MS } from './waiting-line.ts'

export type LiveReport = ReturnType<typeof liveReport>

interface LiveReportOptions {
  stream?: Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>
  /** Several exercises run at once: each is shown as a whole when it is over. */
  sideBySide?: boolean
  /** For a screen reader: lines in their order, and nothing that is drawn over. */
  plain?: boolean
  /** Told after each change what runs: the check that it is at, by exercise. */
  onChange?: ((running: ReadonlyMap<string, string>) => void) | undefined
}

/** After `close()` nothing that comes is written down or shown. */
export function liveReport(
  file: ResultFile,
  { stream = process.stdout, sideBySide = false, plain = false, onChange }: LiveReportOptions = {},
) {
  const look = lookOf(stream, plain)
  const live = stream.isTTY && !look.plain
  /** When a line was last said about what is waited for, by exercise: in milliseconds of that wait. */
  const saidAt = new Map<string, number>()
  /** What runs, by exercise: the check that it is at. */
  const running = new Map<string, string>()
  const open = new Set<{ endRow(): void }>()
  let closed = false
  const clear = (): void => {
    if (live) stream.write('\r\u001b[2K')
  }
  const print = (text: string): void => void stream.write(`${text}\n`)
  /** The one line that changes while something runs. */
  const line = (text: string): void => {
    if (live && !closed) stream.write(`\r\u001b[2K${cutEnd(text, look.width - 1)}`)
  }
  const whatRuns = (): string =>
    sideBySide
      ? `  … ${[...running].map(([exercise, check]) => `${exercise.slice(0, 2)} ${check}`).join(' · ')}`
      : `  … ${[...running.values()].join()}`

  return {
    close(): void {
      if (closed) return
      for (const block of open) block.endRow()
      clear()
      closed = true
    },
    /** Begins an exercise, which is then told what becomes of it. */
    begin(declared: DeclaredExercise, checks: readonly Check[]) {
      const { id: exercise } = declared
      const statuses = new Map<string, CheckStatus>()
      const idWidth = Math.max(...checks.map(check => check.id.length))
      let kept: string[] = []
      /** Checks that were skipped for one cause: they become a line once the row is over. */
      let skipped: CheckResult[] = []
      const out = (text: string): void => {
        if (sideBySide) kept.push(text)
        else {
          clear()
          print(text)
        }
      }
      const show = (row: readonly CheckResult[]): void => {
        if (row.length > 0) out(renderRow(row, look, { idWidth }))
      }
      const endRow = (): void => {
        const row = skipped
        skipped = []
        show(row)
      }
      const flush = (): void => {
        endRow()
        clear()
        for (const text of kept) print(text)
        kept = []
      }
      const block = { endRow: flush }
      const heading = `\n${renderHeading(declared, look)}`
      if (!closed) {
        file.beginExercise(declared)
        open.add(block)
        out(heading)
      }
      return {
        beginCheck(id: string): void {
          running.set(exercise, id)
          onChange?.(running)
          line(whatRuns())
        },
        /** For a person who watches: elsewhere it would only fill a log. */
        waiting(waiting: Waiting): void {
          if (waiting.waitedMs < TELL_AFTER_MS) return
          if (look.plain && stream.isTTY && !closed) {
            const before = saidAt.get(exercise)
            // A wait that is shorter than the last one is another one.
            if (before !== undefined && waiting.waitedMs > before && waiting.waitedMs < before + SAY_AGAIN_MS)
              return
            saidAt.set(exercise, waiting.waitedMs)
            print(renderWaiting(running.get(exercise) ?? '', waiting, look))
            return
          }
          if (sideBySide && running.size > 1) line(whatRuns())
          else if (live && !closed)
            stream.write(`\r\u001b[2K${renderWaiting(running.get(exercise) ?? '', waiting, look)}`)
        },
        check(judged: Judged): void {
          if (closed) return
          statuses.set(judged.id, judged.status)
          const check = file.recordCheck(exercise, withCause(judged, checks, statuses))
          if (skipped[0] && !isSameSkip(skipped[0], check)) endRow()
          if (check.because) skipped.push(check)
          else show([check])
          onChange?.(running)
        },
        /** Shows and writes down that a check was judged anew. */
        amend(judged: Judged): void {
          if (closed) return
          endRow()
          show([file.amendCheck(exercise, judged)])
        },
        /** What has been shown and written down of it is void: it is graded again from its beginning. */
        again(why: string): void {
          if (closed) return
          statuses.clear()
          skipped = []
          kept = sideBySide ? [heading] : []
          file.restartExercise(exercise, why)
          out(`  ↻ ${why}`)
        },
        note(text: string): void {
          if (!closed) file.noteExercise(exercise, text)
        },
        /** What happened while it ran. */
        timeline(timeline: Timeline): void {
          if (!closed) file.recordTimeline(exercise, timeline)
        },
        /** What has been kept of it. */
        kept(files: KeptFile[]): void {
          if (!closed) file.recordKept(exercise, files)
        },
        end(): void {
          running.delete(exercise)
          if (closed) return
          open.delete(block)
          flush()
          file.endExercise(exercise)
          onChange?.(running)
          if (running.size > 0) line(whatRuns())
        },
      }
    },
    /** @param hint what may have been meant to be this exercise */
    notAttempted(declared: DeclaredExercise & { checks: readonly DeclaredCheck[] }, hint?: string): void {
      if (closed) return
      clear()
      print(`\n${renderExercise(file.recordNotAttempted(declared, hint), look)}`)
    },
  }
}
