// The end of a grade on the terminal: who stands where, what that means, and which command shows it again.
import { partsOf } from '#harness/results/exercise-groups.ts'
import { formatDuration, formatPassed, formatPoints, formatVerdict, plural } from '#harness/results/format.ts'
import { replayCommand } from '#harness/results/replay-command.ts'
import type { ExerciseResult, GradeResult } from '#harness/results/result.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { renderFirst } from '#harness/results/terminal-first.ts'
import { type Look, paints, shown, shownTitle, widthOf } from '#harness/results/terminal-look.ts'
import { columns, cutEnd, padEnd, padStart, wrap } from '#harness/results/terminal-text.ts'
import { verdictInWords, verdictTitle } from '#harness/results/verdict-words.ts'

interface Where {
  /** The folder of the reports, as the person called it. */
  reports: string
}

export const renderSummary = (result: GradeResult, look: Look, where: Where): string =>
  [renderFirst(result, look), table(result, look), inWords(result, look, where), facts(result, look, where)]
    .filter(part => part !== '')
    .join('\n\n')

const VERDICT_COLUMNS = 'not attempted'.length

const table = (result: GradeResult, look: Look): string => {
  if (look.plain) return inLines(result)
  const { bold, dim, outcome } = paints(look)
  const ids = [
    ...partsOf(result).map(({ title }) => title),
    ...result.exercises.map(exercise => shownTitle(exercise.id)),
  ]
  const idWidth = Math.min(Math.max(...ids.map(columns)), widthOf(look) - 46)
  const row = (
    id: string,
    verdict: string,
    checks: string,
    points: string,
    time: string,
    paint = (text: string) => text,
  ) =>
    [
      padEnd(cutEnd(id, idWidth), idWidth),
      paint(padEnd(verdict, VERDICT_COLUMNS)),
      padStart(checks, 6),
      padStart(points, 7),
      padStart(time, 12),
    ]
      .join('  ')
      .trimEnd()

  const rowOf = (exercise: ExerciseResult): string => {
    const { id, verdict, durationMs } = exercise
    const time = verdict === 'not-attempted' ? '–' : formatDuration(durationMs)
    const [checks, points] = [formatPassed([exercise]), formatPoints(exercise)]
    return row(shownTitle(id), formatVerdict(verdict), checks, points, time, outcome(verdict))
  }
  const time = formatDuration(result.durationMs)
  const parts = partsOf(result)
  return parts
    .flatMap(({ title, exercises, ...points }, index) => [
      ...(index === 0 ? [] : ['']),
      dim(row(title, 'Verdict', 'Checks', 'Points', 'Time')),
      ...exercises.map(rowOf),
      // The time is that of the whole grade.
      bold(row('', '', formatPassed(exercises), formatPoints(points), index === 0 ? time : '')),
    ])
    .join('\n')
}

/** The table for whoever hears it. */
const inLines = (result: GradeResult): string => {
  const { points, maxPoints, durationMs } = result
  const lines = result.exercises.map(({ id, verdict, durationMs: ms, checks, ...own }) => {
    const time = verdict === 'not-attempted' ? '' : `, ${formatDuration(ms)}`
    return `${shownTitle(id)}: ${formatVerdict(verdict)}, ${plural(checks.filter(({ status }) => status === 'passed').length, 'check')} of ${checks.length} passed, ${own.points} of ${plural(own.maxPoints, 'point')}${time}.`
  })
  return [...lines, `All: ${points} of ${plural(maxPoints, 'point')}, ${formatDuration(durationMs)}.`].join(
    '\n',
  )
}

const inWords = (result: GradeResult, look: Look, { reports }: Where): string => {
  const { bold, outcome } = paints(look)
  const lead = look.plain ? verdictTitle(result) : `${symbolOf(result.verdict)} ${verdictTitle(result)}`
  const [first = '', ...rest] = wrap(
    `${lead} ${verdictInWords(result, `${reports}/result.json`)}`,
    widthOf(look),
  )
  const cut = Math.min(lead.length, first.length)
  return [bold(outcome(result.verdict)(first.slice(0, cut))) + first.slice(cut), ...rest].join('\n')
}

const facts = (result: GradeResult, look: Look, { reports }: Where): string => {
  const { dim } = paints(look)
  const rows: [string, string][] = [
    [
      'Reports',
      `${reports}/report.html to read, ${reports}/junit.xml for a CI, ${reports}/result.json for everything`,
    ],
    ['Seed', result.seed],
    ['Again', replayCommand(result)],
  ]
  if (result.engineReason) rows.unshift(['Engine', `${result.grader.engine}: ${result.engineReason}`])
  for (const note of result.notes ?? []) rows.push(['Note', note])
  return rows
    .flatMap(([label, text]) => {
      if (look.plain) return [`${label}: ${shown(text)}`]
      // A command is for copying: it is never wrapped.
      const lines = label === 'Again' ? [shown(text)] : wrap(shown(text), widthOf(look) - 9)
      return lines.map((line, index) => `${dim((index === 0 ? label : '').padEnd(9))}${line}`.trimEnd())
    })
    .join('\n')
}
