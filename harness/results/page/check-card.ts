// One check on the page: a line where it passed; where it did not, what was seen, what to think about, and the evidence.
import { tellsCause } from '#harness/excerpt/marks.ts'
import { NO_MARK_LOST } from '#harness/results/check-text.ts'
import { formatDuration, formatPoints, formatVerdict } from '#harness/results/format.ts'
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { CheckResult, Evidence, ExerciseResult } from '#harness/results/result.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { values } from './differences.ts'
import { prose, since } from './inline.ts'
import type { Links } from './links.ts'

export function checkLine(check: CheckResult): string {
  const time = check.status === 'skipped' ? '' : formatDuration(check.durationMs)
  const reason =
    check.status === 'passed' || !check.message ? '' : `<br><span class="soft">${prose(check.message)}</span>`
  return (
    `<li class="line"><span class="${check.status}">${symbolOf(check.status)}<span class="unseen"> ${formatVerdict(check.status as never)}:</span></span> ` +
    `<span class="what"><b>${escapeHtml(check.id)}</b> ${prose(check.title)}${reason}</span>` +
    `<span class="numbers">${formatPoints(check)}</span><span class="numbers">${time}</span></li>`
  )
}

/** @param heading level of the heading, as the place of the card asks for */
export function checkCard(
  exercise: ExerciseResult,
  check: CheckResult,
  links: Links,
  heading: 3 | 4 = 3,
): string {
  const hint = check.hint
    ? `<aside class="hint"><p class="label">Hint</p><p>${prose(check.hint)}</p></aside>`
    : ''
  const comfort = check.status === 'harness-error' ? `<p>${escapeHtml(NO_MARK_LOST)}</p>` : ''
  const more = [links.suite(exercise, check), links.guide(exercise)].filter(link => link !== '')
  return (
    `<article class="card ${check.status}"><h${heading}><span class="${check.status}">${symbolOf(check.status)}</span> ` +
    `<span class="name">${escapeHtml(check.id)}</span> <span class="soft">${formatVerdict(check.status as never)}, ${formatPoints(check)} points, ${formatDuration(check.durationMs)}</span></h${heading}>` +
    `<p class="title">${prose(check.title)}</p>` +
    `${check.message ? `<p class="message">${prose(check.message)}</p>` : ''}${comfort}${values(check)}${hint}` +
    `${check.evidence.map((each, index) => evidence(each, exercise, index)).join('')}` +
    `${more.length > 0 ? `<p class="soft more">${more.join(' · ')}</p>` : ''}</article>`
  )
}

/** What holds the cause is open. */
function evidence({ at, source, text }: Evidence, { startedAt }: ExerciseResult, index: number): string {
  const open = index === 0 || text.split('\n').some(line => tellsCause(line))
  return (
    `<details${open ? ' open' : ''}><summary>${escapeHtml(source)} <span class="soft">${since(at, startedAt)}</span></summary>` +
    `<pre tabindex="0">${escapeHtml(text)}</pre></details>`
  )
}
