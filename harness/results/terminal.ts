// What a person sees while a grade runs: a line for every check as it finishes, and below it why, where it did not pass.
import { formatDuration, formatPoints, plural } from '#harness/results/format.ts'
import type { CheckResult, ExerciseResult } from '#harness/results/result.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { renderCheckDetails } from '#harness/results/terminal-details.ts'
import { type Look, paints, paragraph, shown, shownTitle, widthOf } from '#harness/results/terminal-look.ts'
import { columns, cutEnd, padEnd, padStart, wrap } from '#harness/results/terminal-text.ts'

export type { Look } from '#harness/results/terminal-look.ts'
export { renderSummary } from '#harness/results/terminal-summary.ts'
export { renderCheckDetails }

interface Place {
  /** Named in front of the check where several exercises run side by side. */
  exercise?: string
  /** Columns for the ids, so that the titles of one exercise stand below each other. */
  idWidth?: number
}

export const renderHeading = ({ id, title }: Pick<ExerciseResult, 'id' | 'title'>, look: Look): string =>
  `${paints(look).bold(id)}  ${cutEnd(shownTitle(title), widthOf(look) - columns(id) - 2)}`

export const renderCheckLine = (
  check: CheckResult,
  look: Look,
  { exercise, idWidth = 0 }: Place = {},
): string => {
  const { bold, dim, outcome } = paints(look)
  const id = padEnd(exercise ? `${exercise}/${check.id}` : check.id, idWidth)
  const time = check.status === 'skipped' ? '–' : formatDuration(check.durationMs)
  const right = `${padStart(formatPoints(check), 5)}  ${padStart(time, 7)}`
  const room = Math.max(8, widthOf(look) - columns(`  ✔ ${id}  `) - columns(right) - 2)
  const title = padEnd(cutEnd(shownTitle(check.title), room), room)
  return `  ${outcome(check.status)(symbolOf(check.status))} ${bold(id)}  ${title}  ${dim(right)}`
}

/** A whole exercise, for when it is over. */
export const renderExercise = (exercise: ExerciseResult, look: Look): string => {
  const lines = [renderHeading(exercise, look)]
  if (exercise.verdict === 'not-attempted') lines.push(...notAttempted(exercise, look))
  else {
    const idWidth = Math.max(0, ...exercise.checks.map(check => columns(check.id)))
    for (const check of exercise.checks) {
      lines.push(renderCheckLine(check, look, { idWidth }))
      const details = renderCheckDetails(check, look)
      if (details) lines.push(details)
    }
    if (exercise.checks.length === 0)
      lines.push(...paragraph('None of its checks was judged. That costs no mark: run it again.', look))
  }
  for (const note of exercise.notes ?? []) lines.push(...noteLines(note, look))
  return lines.join('\n')
}

const notAttempted = ({ id, maxPoints }: ExerciseResult, look: Look): string[] => {
  const symbol = paints(look).outcome('not-attempted')(symbolOf('not-attempted'))
  const text = `not attempted: ${id}/ is missing or empty (${plural(maxPoints, 'point')} to be had)`
  return wrap(text, widthOf(look) - 4).map((line, index) => `  ${index === 0 ? symbol : ' '} ${line}`)
}

/** Of the exercise and of no check, so it stands as far out as the checks do. */
const noteLines = (note: string, look: Look): string[] =>
  wrap(`note: ${shown(note).trimEnd()}`, widthOf(look) - 4).map(line =>
    `  ${paints(look).dim('│')} ${line}`.trimEnd(),
  )
