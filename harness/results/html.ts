// report.html: one page without any outside resource or script, for a phone as well as for a desk. On top what its reader needs: the mark, whose
// work it is, and the first thing to fix. Nothing that a submission printed can become markup, and the page's own policy forbids scripts and
// styles in case that ever fails.
import { type Part, partsOf } from '#harness/results/exercise-groups.ts'
import { type ToFix, toFix } from '#harness/results/first-to-fix.ts'
import { formatDuration, formatPassed, formatPoints, formatVerdict } from '#harness/results/format.ts'
import { escapeHtml, withCode } from '#harness/results/html-escape.ts'
import { checkCard } from '#harness/results/page/check-card.ts'
import { anchor, section } from '#harness/results/page/exercise-section.ts'
import { moment, prose } from '#harness/results/page/inline.ts'
import { lanes } from '#harness/results/page/lanes.ts'
import { type Links, linksFrom } from '#harness/results/page/links.ts'
import { page } from '#harness/results/page/shell.ts'
import { replayCommand } from '#harness/results/replay-command.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { verdictInWords, verdictTitle } from '#harness/results/verdict-words.ts'

/** @param folder that the page will lie in, for links to what lies elsewhere */
export function renderHtml(result: GradeResult, folder?: string): string {
  const links = linksFrom(folder)
  const [first] = toFix(result)
  const told = first && `${first.exercise.id}/${first.check.id}`
  return page(
    `${verdictTitle(result)} ${result.submission.path}`,
    [
      top(result),
      '<main id="main">',
      first ? firstCard(first, links) : '',
      overview(result),
      ...result.exercises.map(exercise => section(exercise, links, told)),
      '</main>',
      footer(result),
    ].join('\n'),
  )
}

function top(result: GradeResult): string {
  const { grader, submission, startedAt, durationMs, verdict } = result
  const facts: [string, string][] = [
    ['Work', escapeHtml(submission.path)],
    ['Graded', `${moment(startedAt)}, in ${formatDuration(durationMs)}`],
    ['On', escapeHtml(`Kafka ${grader.kafka}, ${grader.engine} lab, Java ${grader.java}`)],
  ]
  const list = facts.map(([name, text]) => `<div><dt>${name}</dt><dd>${text}</dd></div>`).join('')
  return (
    `<header class="top"><h1 class="${verdict}">${symbolOf(verdict)} ${escapeHtml(verdictTitle(result))}</h1>` +
    `<p>${withCode(verdictInWords(result, 'result.json'))}</p><dl class="who">${list}</dl></header>`
  )
}

function firstCard({ exercise, check }: ToFix, links: Links): string {
  const heading = check.status === 'failed' ? 'First thing to fix' : 'What could not be judged'
  return (
    `<h2>${heading} <span class="soft">in <a href="#${anchor(exercise)}">${escapeHtml(exercise.id)}</a></span></h2>` +
    checkCard(exercise, check, links, 3)
  )
}

function overview(result: GradeResult): string {
  return `<h2>Exercises</h2>${partsOf(result).map(partTable).join('\n')}`
}

function partTable({ title, exercises, ...points }: Part): string {
  const rows = exercises.map(
    exercise =>
      `<tr><th scope="row"><a href="#${anchor(exercise)}">${escapeHtml(exercise.id)}</a></th>` +
      `<td class="verdict ${exercise.verdict}">${symbolOf(exercise.verdict)} ${formatVerdict(exercise.verdict)}</td>` +
      `<td class="number optional">${formatPassed([exercise])}</td><td class="number">${formatPoints(exercise)}</td></tr>`,
  )
  return (
    `<table class="overview"><thead><tr><th scope="col">${escapeHtml(title)}</th><th scope="col">Verdict</th>` +
    '<th scope="col" class="number optional">Checks</th><th scope="col" class="number">Points</th></tr></thead>' +
    `<tbody>${rows.join('\n')}</tbody><tfoot><tr><th scope="row" colspan="2">Total</th>` +
    `<td class="number optional">${formatPassed(exercises)}</td><td class="number">${formatPoints(points)}</td></tr></tfoot></table>`
  )
}

function footer(result: GradeResult): string {
  const { grader, engineReason, seed, submission, notes = [] } = result
  const rows: [string, string][] = [
    ['The same again', `<code>${escapeHtml(replayCommand(result))}</code>`],
    ['Seed', escapeHtml(seed)],
    ['Digest of the work', `<code>${escapeHtml(submission.digest)}</code>`],
    [
      'Lab',
      escapeHtml(
        `${grader.engine}${engineReason ? ` (${engineReason})` : ''}, Kafka ${grader.kafka}, Java ${grader.java}`,
      ),
    ],
    ['Grader', escapeHtml(`day2 ${grader.version} on Node ${grader.node}`)],
    ...notes.map((note): [string, string] => ['Note', prose(note)]),
  ]
  const cells = rows.map(([name, text]) => `<tr><th scope="row">${name}</th><td>${text}</td></tr>`)
  return `<footer><h2>About this grade</h2><table class="facts"><tbody>${cells.join('\n')}</tbody></table>${lanes(result)}</footer>`
}
