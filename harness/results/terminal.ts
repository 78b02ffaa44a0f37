// What a person sees while a grade runs: a line for every check as it finishes, and below it why, where it did not pass.
import { formatDuration, formatPoints, plural } from '#harness/results/format.ts'
import type { CheckResult, ExerciseResult } from '#harness/results/result.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { renderCheckDetails, renderCheckReason } from '#harness/results/terminal-details.ts'
import {
  type Look,
  marked,
  paints,
  paragraph,
  shown,
  shownTitle,
  widthOf,
} from '#harness/results/terminal-look.ts'
import { columns, cutEnd, padEnd, padStart, wrap } from '#harness/results/terminal-text.ts'
import { sumPoints } from '#harness/results/verdict.ts'

export type { Look } from '#harness/results/terminal-look.ts'
export { renderSummary } from '#harness/results/terminal-summary.ts'
export { renderCheckDetails }

interface Place {
  /** Columns for the ids, so that the titles of one exercise stand below each other. */
  idWidth?: number
}

export const renderHeading = ({ id, title }: Pick<ExerciseResult, 'id' | 'title'>, look: Look): string =>
  `${paints(look).bold(id)}  ${cutEnd(shownTitle(title), widthOf(look) - columns(id) - 2)}`

export const renderCheckLine = (check: CheckResult, look: Look, { idWidth = 0 }: Place = {}): string => {
  if (look.plain) {
    const time = check.status === 'skipped' ? '' : `, ${formatDuration(check.durationMs)}`
    const { points, maxPoints } = check
    return `  ${marked(check.status, look)} ${check.id}, ${shownTitle(check.title)}, ${points} of ${plural(maxPoints, 'point')}${time}`
  }
  const { bold, dim, outcome } = paints(look)
  const id = padEnd(check.id, idWidth)
  const time = check.status === 'skipped' ? '–' : formatDuration(check.durationMs)
  const right = `${padStart(formatPoints(check), 5)}  ${padStart(time, 7)}`
  const room = Math.max(8, widthOf(look) - columns(`  ✔ ${id}  `) - columns(right) - 2)
  const title = padEnd(cutEnd(shownTitle(check.title), room), room)
  return `  ${outcome(check.status)(symbolOf(check.status))} ${bold(id)}  ${title}  ${dim(right)}`
}

/** Checks one by one, but those that were skipped for one cause and follow each other together. */
export const inRows = (checks: readonly CheckResult[]): CheckResult[][] => {
  const rows: CheckResult[][] = []
  for (const check of checks) {
    const row = rows.at(-1)
    if (row?.[0] && isSameSkip(row[0], check)) row.push(check)
    else rows.push([check])
  }
  return rows
}

export const isSameSkip = (one: CheckResult, other: CheckResult): boolean =>
  one.because !== undefined && one.because.join() === other.because?.join()

/** A check with what explains it, or a line for a row of checks that were skipped for one cause. */
export const renderRow = (row: readonly CheckResult[], look: Look, place: Place = {}): string => {
  const [check] = row
  if (!check) return ''
  if (check.because) return skippedLine(row, look, place)
  return [renderCheckLine(check, look, place), renderCheckReason(check, look)].filter(Boolean).join('\n')
}

const skippedLine = (row: readonly CheckResult[], look: Look, { idWidth = 0 }: Place): string => {
  if (look.plain) {
    const said = row.map(
      check => `  ${marked('skipped', look)} ${check.id}, ${shownTitle(row[0]?.message ?? '')}`,
    )
    return said.join('\n')
  }
  const { bold, dim, outcome } = paints(look)
  const ids = row.map(({ id }) => id).join(', ')
  const one = row.length === 1
  const cause = shownTitle(row[0]?.message ?? '').replace(/^needs/, one ? 'needs' : 'need')
  const head = one ? padEnd(ids, idWidth) : `${row.length} checks`
  const points = { points: 0, maxPoints: sumPoints(row.map(({ maxPoints }) => maxPoints)) }
  const right = `${padStart(formatPoints(points), 5)}  ${padStart('–', 7)}`
  const room = Math.max(8, widthOf(look) - columns(`  ↷ ${head}  `) - columns(right) - 2)
  // What there is to mend is never cut.
  const fits = columns(cause) <= room
  const text = fits ? [cause, ...(one ? [] : [ids])].join(': ') : one ? '' : ids
  const line = `  ${outcome('skipped')(symbolOf('skipped'))} ${bold(head)}  ${padEnd(cutEnd(text, room), room)}  ${dim(right)}`
  return fits ? line : [line, ...paragraph(cause, look)].join('\n')
}

/** A whole exercise, for when it is over. */
export const renderExercise = (exercise: ExerciseResult, look: Look): string => {
  const lines = [renderHeading(exercise, look)]
  if (exercise.verdict === 'not-attempted') lines.push(...notAttempted(exercise, look))
  else {
    const idWidth = Math.max(0, ...exercise.checks.map(check => columns(check.id)))
    for (const row of inRows(exercise.checks)) lines.push(renderRow(row, look, { idWidth }))
    if (exercise.checks.length === 0)
      lines.push(...paragraph('None of its checks was judged. That costs no mark: run it again.', look))
  }
  // What is to be said of one that was not attempted stands on its line.
  const notes = exercise.verdict === 'not-attempted' ? [] : (exercise.notes ?? [])
  for (const note of notes) lines.push(...noteLines(note, look))
  return lines.join('\n')
}

const notAttempted = ({ id, maxPoints, notes = [] }: ExerciseResult, look: Look): string[] => {
  const symbol = look.plain ? '' : paints(look).outcome('not-attempted')(symbolOf('not-attempted'))
  const text = `not attempted: ${id}/ is missing or empty (${plural(maxPoints, 'point')} to be had)`
  const line = [text, ...notes.map(shownTitle)].join('; ')
  return wrap(line, widthOf(look) - 4).map((line, index) => `  ${index === 0 ? symbol : ' '} ${line}`)
}

/** Of the exercise and of no check, so it stands as far out as the checks do. */
const noteLines = (note: string, look: Look): string[] =>
  wrap(`note: ${shown(note).trimEnd()}`, widthOf(look) - 4).map(line =>
    `  ${look.plain ? '' : paints(look).dim('│')} ${line}`.trimEnd(),
  )
