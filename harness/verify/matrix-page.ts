// verify.html: the kill matrices to look at, with what is not as it should be on top.
import { formatDuration } from '#harness/results/format.ts'
import { escapeHtml, withCode } from '#harness/results/html-escape.ts'
import { page } from '#harness/results/page/shell.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import type { CaseResult } from './judge-case.ts'
import type { VerifyReport } from './verify-report.ts'

const CAPTION =
  'A row is a case, a column a check: ✘ caught it, ↷ was skipped, ✔ passed, ⚠ could not be judged. A ✘ in a wrong case is what is wanted.'

export const renderPage = (report: VerifyReport): string => {
  const { results, unkilled, ledger, durationMs } = report
  const bad = results.filter(({ problems }) => problems.length > 0)
  const good = bad.length === 0 && unkilled.length === 0
  const title = good
    ? `All of ${results.length} case(s) as they should be`
    : `${bad.length} of ${results.length} case(s) not as they should be`
  return page(
    title,
    `<main id="main">
<h1 class="${good ? 'passed' : 'failed'}">${symbolOf(good ? 'passed' : 'failed')} ${title}</h1>
<p class="soft">Is the grader right? References and unusual cases must pass, starters must not, and every wrong case must be caught by
the checks that it names. ${formatDuration(durationMs)}.</p>
${unkilled.map(check => `<p class="failed">${escapeHtml(check)}: no wrong case is caught by it</p>`).join('\n')}
${bad.map(problem).join('\n')}
${[...Map.groupBy(results, ({ exercise }) => exercise)].map(([exercise, own]) => matrix(exercise, own)).join('\n')}
${flakes(ledger)}
</main>`,
  )
}

const problem = ({ exercise, kind, name, title, problems, seed, checks }: CaseResult): string => {
  const details = checks
    .filter(({ details }) => details)
    .map(({ id, message = '', details = '' }) => `${id}: ${message}\n${details}`)
  return [
    `<article class="card failed"><p><b class="failed">${escapeHtml(`${exercise}/${kind}/${name}`)}</b> ${withCode(title)}</p>`,
    ...problems.map(text => `<p>${escapeHtml(text)}</p>`),
    `<p class="soft">seed ${escapeHtml(seed)}</p>`,
    ...details.map(text => `<pre tabindex="0">${escapeHtml(text)}</pre>`),
    '</article>',
  ].join('\n')
}

const matrix = (exercise: string, results: readonly CaseResult[]): string => {
  const ids = [...new Set(results.flatMap(({ checks }) => checks.map(({ id }) => id)))]
  const head = ids.map(id => `<th scope="col"><span>${escapeHtml(id)}</span></th>`).join('')
  const rows = results.map(({ kind, name, title, checks, durationMs, problems }) => {
    const marks = ids.map(id => {
      const status = checks.find(check => check.id === id)?.status ?? 'harness-error'
      return `<td class="mark ${status}">${symbolOf(status)}</td>`
    })
    const surprise = problems.length > 0 ? ' class="failed"' : ''
    const heading = `<th scope="row"${surprise} title="${escapeHtml(title)}">${escapeHtml(kind === name ? name : `${kind}/${name}`)}</th>`
    return `<tr>${heading}${marks.join('')}<td class="number soft">${formatDuration(durationMs)}</td></tr>`
  })
  return [
    `<h2>${escapeHtml(exercise)}</h2>`,
    `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(exercise)}: cases and checks"><table class="matrix"><thead><tr><td></td>${head}<td></td></tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table></div>`,
    `<p class="soft">${CAPTION}</p>`,
  ].join('\n')
}

/** Only what was run more than once can be called flaky. */
const flakes = (ledger: VerifyReport['ledger']): string => {
  if (!ledger.some(({ runs }) => runs > 1)) return ''
  const rows = ledger.map(
    ({ check, runs, failures }) =>
      `<tr><td>${escapeHtml(check)}</td><td class="number">${runs}</td>` +
      `<td class="number ${failures > 0 ? 'failed' : 'passed'}">${failures}</td></tr>`,
  )
  const head =
    '<tr><th>Check</th><th class="number">Runs of right work</th><th class="number">Not passed</th></tr>'
  return `<h2>Flake ledger</h2>\n<table>${head}\n${rows.join('\n')}\n</table>`
}
