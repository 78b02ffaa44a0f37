// A grade in GitHub Actions: a page for the job's summary, and annotations that show up beside the run.
import { checkText } from '#harness/results/check-text.ts'
import { partsOf } from '#harness/results/exercise-groups.ts'
import { type ToFix, toFix } from '#harness/results/first-to-fix.ts'
import { formatDuration, formatPassed, formatPoints, formatVerdict } from '#harness/results/format.ts'
import { escapeHtml, withCode } from '#harness/results/html-escape.ts'
import { markdownCell } from '#harness/results/markdown-cell.ts'
import { pictureTable } from '#harness/results/pictures/picture-table.ts'
import { picturesOf } from '#harness/results/pictures/pictures-of.ts'
import { printable } from '#harness/results/printable.ts'
import { replayCommand } from '#harness/results/replay-command.ts'
import { repositoryPlace } from '#harness/results/repository-place.ts'
import type { CheckResult, ExerciseResult, GradeResult } from '#harness/results/result.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { verdictInWords, verdictTitle } from '#harness/results/verdict-words.ts'

/** GitHub refuses a summary of more than 1 MiB as a whole, so one that grows too big says less. */
const MAX_SUMMARY_BYTES = 1_000_000
const MAX_DETAIL_CHARACTERS = 6000

export const renderGithubSummary = (result: GradeResult): string => {
  const overview = [heading(result), table(result), facts(result)].join('\n\n')
  const details = result.exercises.flatMap(detailsOf)
  // What happened is worth less than what failed.
  for (const parts of [
    [overview, ...details, ...result.exercises.flatMap(whatHappened)],
    [overview, ...details],
  ]) {
    const whole = `${parts.join('\n\n')}\n`
    if (Buffer.byteLength(whole) <= MAX_SUMMARY_BYTES) return whole
  }
  return `${overview}\n\nThe details are too long for this page: they are in \`report.html\`.\n`
}

const heading = (result: GradeResult): string =>
  `## ${symbolOf(result.verdict)} ${verdictTitle(result)}\n\n<p>${withCode(verdictInWords(result, 'result.json'))}</p>`

const table = (result: GradeResult): string => {
  const row = (exercise: ExerciseResult): string =>
    `| ${symbolOf(exercise.verdict)} ${markdownCell(exercise.id)} | ${formatVerdict(exercise.verdict)} ` +
    `| ${formatPassed([exercise])} | ${formatPoints(exercise)} | ${formatDuration(exercise.durationMs)} |`
  const tables = partsOf(result).map(({ title, exercises }) =>
    [
      `| ${title} | Verdict | Checks | Points | Time |`,
      '| --- | --- | ---: | ---: | ---: |',
      ...exercises.map(row),
    ].join('\n'),
  )
  return tables.join('\n\n')
}

const facts = (result: GradeResult): string =>
  `<p>The same again:</p>\n\n<pre>${escapeHtml(replayCommand(result))}</pre>`

const detailsOf = (exercise: ExerciseResult): string[] =>
  exercise.checks
    .filter(check => check.status === 'failed' || check.status === 'harness-error')
    .map(check => details(exercise, check))

const whatHappened = (exercise: ExerciseResult): string[] =>
  picturesOf(exercise).map(picture =>
    [
      `<details><summary>${markdownCell(`${exercise.id}: ${picture.title}`)}</summary>`,
      `<p>${escapeHtml(printable(picture.sentence).replaceAll('\n', ' '))}</p>`,
      pictureTable(picture),
      '</details>',
    ].join('\n'),
  )

/** The blank line lets `<pre>` begin a block of its own, in which GitHub takes no sign for Markdown. */
const details = (exercise: ExerciseResult, check: CheckResult): string => {
  const name = `${symbolOf(check.status)} <code>${markdownCell(`${exercise.id}/${check.id}`)}</code> ${markdownCell(check.title)}`
  return [
    `<details><summary>${name} (${formatPoints(check)})</summary>`,
    '',
    `<pre>${escapeHtml(shortened(checkText(check), MAX_DETAIL_CHARACTERS))}</pre>`,
    '',
    '</details>',
  ].join('\n')
}

const shortened = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : `${text.slice(0, limit)}\n… ${text.length - limit} characters more in result.json`

/** GitHub shows ten of a kind for each step and drops the others without a word. */
const MAX_ANNOTATIONS = 10
const MAX_ANNOTATION_CHARACTERS = 2000

/** Workflow commands for standard output, each on a line of its own. Empty where everything passed. */
export const renderGithubAnnotations = (result: GradeResult): string => {
  const found = toFix(result)
  const of = (status: CheckResult['status']): ToFix[] => found.filter(({ check }) => check.status === status)
  const lines = [
    ...annotations(result, 'error', of('failed')),
    ...annotations(result, 'warning', of('harness-error')),
  ]
  return lines.map(line => `${line}\n`).join('')
}

const annotations = (result: GradeResult, kind: 'error' | 'warning', found: readonly ToFix[]): string[] => {
  const shown = found.length <= MAX_ANNOTATIONS ? found : found.slice(0, MAX_ANNOTATIONS - 1)
  const lines = shown.map(({ exercise, check }) => {
    const title = `${exercise.id}/${check.id} (${formatPoints(check)})`
    const text = checkText({ ...check, evidence: [] }) || check.title
    const place = repositoryPlace(result, exercise, check)
    const at = place?.exact ? `file=${property(place.path)},line=${place.line},` : ''
    return `::${kind} ${at}title=${property(title)}::${data(shortened(text, MAX_ANNOTATION_CHARACTERS))}`
  })
  const more = found.length - shown.length
  if (more > 0) lines.push(`::${kind}::${more} more: see the summary of this job`)
  return lines
}

const data = (text: string): string =>
  printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
