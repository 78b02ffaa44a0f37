// report.html: one page without any outside resource or script, for a phone as well as for a desk. Nothing that a
// submission printed can become markup, and the page's own policy forbids scripts in case that ever fails.
import { NO_MARK_LOST } from '#harness/results/check-text.ts'
import { checkValues } from '#harness/results/check-values.ts'
import { type Part, partsOf } from '#harness/results/exercise-groups.ts'
import { formatDuration, formatPassed, formatPoints, formatVerdict } from '#harness/results/format.ts'
import { escapeHtml, withCode } from '#harness/results/html-escape.ts'
import { STYLE } from '#harness/results/html-style.ts'
import { replayCommand } from '#harness/results/replay-command.ts'
import type { CheckResult, Evidence, ExerciseResult, GradeResult } from '#harness/results/result.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { verdictInWords, verdictTitle } from '#harness/results/verdict-words.ts'

export const renderHtml = (result: GradeResult): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(verdictTitle(result))}</title>
<style>${STYLE}</style>
</head>
<body>
<h1 class="${result.verdict}">${symbolOf(result.verdict)} ${escapeHtml(verdictTitle(result))}</h1>
<p>${withCode(verdictInWords(result, 'result.json'))}</p>
${table(result)}
<p>The same again:</p>
<pre>${escapeHtml(replayCommand(result))}</pre>
${result.exercises.map(section).join('\n')}
${facts(result)}
</body>
</html>
`

const table = (result: GradeResult): string => partsOf(result).map(partTable).join('\n')

const partTable = ({ title, exercises, ...points }: Part): string => {
  const rows = exercises.map(
    exercise =>
      `<tr><td><a href="#${anchor(exercise)}">${escapeHtml(exercise.id)}</a></td>` +
      `<td class="${exercise.verdict}">${symbolOf(exercise.verdict)} ${formatVerdict(exercise.verdict)}</td>` +
      `<td class="number">${formatPassed([exercise])}</td><td class="number">${formatPoints(exercise)}</td></tr>`,
  )
  const total =
    `<tr><th colspan="2">Total</th><th class="number">${formatPassed(exercises)}</th>` +
    `<th class="number">${formatPoints(points)}</th></tr>`
  const head =
    `<tr><th>${title}</th>` +
    '<th>Verdict</th><th class="number">Checks</th><th class="number">Points</th></tr>'
  return ['<table>', head, ...rows, total, '</table>'].join('\n')
}

const anchor = ({ id }: ExerciseResult): string =>
  encodeURIComponent(id.toWellFormed()).replaceAll("'", '%27')

const section = (exercise: ExerciseResult): string => {
  const notes = (exercise.notes ?? []).map(note => `<p class="soft">Note: ${escapeHtml(note)}</p>`)
  const checks =
    exercise.verdict === 'not-attempted'
      ? ['<p class="soft">Not attempted.</p>']
      : exercise.checks.map(toHtml)
  const heading = `${escapeHtml(exercise.id)} <span class="soft">${escapeHtml(exercise.title)}</span>`
  return [`<h2 id="${anchor(exercise)}">${heading}</h2>`, ...checks, ...notes].join('\n')
}

const toHtml = (check: CheckResult): string => {
  const numbers = `${formatPoints(check)}, ${formatDuration(check.durationMs)}`
  const name =
    `<span class="${check.status}">${symbolOf(check.status)} <b>${escapeHtml(check.id)}</b></span> ` +
    `<span>${escapeHtml(check.title)}</span> <span class="soft">(${numbers})</span>`
  if (check.status === 'passed') return `<div class="check">${name}</div>`

  const message = check.message ? `<p>${escapeHtml(check.message)}</p>` : ''
  const comfort = check.status === 'harness-error' ? `<p>${escapeHtml(NO_MARK_LOST)}</p>` : ''
  const values = checkValues(check).map(
    ([label, text]) => `<dt>${label}</dt><dd><pre>${escapeHtml(text)}</pre></dd>`,
  )
  const list = values.length > 0 ? `<dl>${values.join('')}</dl>` : ''
  return `<div class="check">${name}${message}${comfort}${list}${check.evidence.map(evidence).join('')}</div>`
}

const evidence = ({ at, source, text }: Evidence): string =>
  `<details><summary><span>${escapeHtml(source)}</span> <span class="soft">${escapeHtml(at)}</span></summary>` +
  `<pre>${escapeHtml(text)}</pre></details>`

const facts = ({
  grader,
  engineReason,
  seed,
  submission,
  startedAt,
  durationMs,
  notes = [],
}: GradeResult): string => {
  const engine = `${grader.engine}${engineReason ? ` (${engineReason})` : ''}`
  const rows: [string, string][] = [
    ['Submission', `${submission.path} (${submission.digest})`],
    ['Seed', seed],
    ['Graded', `${startedAt}, in ${formatDuration(durationMs)}`],
    ['Lab', `${engine}, Kafka ${grader.kafka}, Java ${grader.java}`],
    ['Grader', `day2 ${grader.version} on Node ${grader.node}`],
    ...notes.map((note): [string, string] => ['Note', note]),
  ]
  const cells = rows.map(([name, text]) => `<tr><th>${name}</th><td>${escapeHtml(text)}</td></tr>`)
  return ['<h2>About this grade</h2>', '<table>', ...cells, '</table>'].join('\n')
}
