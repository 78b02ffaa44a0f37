// class.html: the class at a glance, one page without any outside resource or script. Same look and same rules as report.html.
import { formatDuration, formatPoints, plural } from '#harness/results/format.ts'
import { escapeHtml } from '#harness/results/html-escape.ts'
import { page } from '#harness/results/page/shell.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { renderChecks } from './class-html-checks.ts'
import { link } from './class-html-link.ts'
import { histogram } from './class-html-plots.ts'
import type { ClassResult, DeclaredExercise, Row } from './class-result.ts'

export const renderClassHtml = (result: ClassResult): string => {
  const title = plural(result.submissions.length, 'submission')
  const body = `<main id="main">
<h1>${title}</h1>
<p>${summary(result)}</p>
${result.exercises.map(exercise => section(exercise, result)).join('\n')}
<h2 id="people">Everybody</h2>
${people(result)}
${missing(result)}
${similar(result)}
${strays(result)}
<h2>About this class</h2>
<table><tr><th scope="row">Seed</th><td>${escapeHtml(result.seed)}</td></tr></table>
</main>`
  return page(title, body, OWN_STYLE)
}

const OWN_STYLE = `
.scroll { overflow-x: auto; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: .5rem 0; } .plots figure { margin: 0; }
.plots svg { display: block; } .plots rect { fill: var(--soft); } .plots text { fill: var(--soft); font-size: 10px; }
figcaption { font-size: .85rem; color: var(--soft); }
.refused { color: var(--bad); }
`

const symbol = (verdict: Row['verdict']): string => (verdict === 'refused' ? '✘' : symbolOf(verdict))

function summary({ submissions, missing, seed }: ClassResult): string {
  const verdicts = Map.groupBy(submissions, ({ verdict }) => verdict)
  const parts = [...verdicts].map(
    ([verdict, rows]) => `<span class="${verdict}">${symbol(verdict)} ${rows.length} ${verdict}</span>`,
  )
  if (missing.length > 0) parts.push(`<span class="soft">${missing.length} without anything handed in</span>`)
  return `${parts.join(', ')}. Everybody had the same inputs (seed ${escapeHtml(seed)}).`
}

function section(exercise: DeclaredExercise, result: ClassResult): string {
  const outcomes = result.submissions.flatMap(({ exercises }) => exercises[exercise.id] ?? [])
  const attempted = outcomes.filter(({ verdict }) => verdict !== 'not-attempted')
  const judged = attempted.filter(({ verdict }) => verdict !== 'undetermined')
  const told = (['passed', 'failed', 'undetermined', 'not-attempted'] as const).flatMap(verdict => {
    const count = outcomes.filter(outcome => outcome.verdict === verdict).length
    return count === 0
      ? []
      : [`<span class="${verdict}">${symbolOf(verdict)} ${count} ${verdict.replace('-', ' ')}</span>`]
  })
  const points = histogram(
    judged.map(each => each.points),
    { caption: `points of ${exercise.maxPoints}`, most: exercise.maxPoints },
  )
  const minutes = histogram(
    attempted.map(({ durationMs }) => durationMs / 60_000),
    { caption: 'minutes' },
  )
  return `<h2 id="${exercise.id}">${escapeHtml(exercise.id)} <span class="soft">${escapeHtml(exercise.title)}</span></h2>
<p>${told.join(', ')}</p>
<div class="plots">${points}${minutes}</div>
${renderChecks(exercise, result.submissions)}`
}

function people({ exercises, submissions }: ClassResult): string {
  const head = exercises.map(
    ({ id }) => `<th class="number" title="${escapeHtml(id)}">${escapeHtml(id.slice(0, 2))}</th>`,
  )
  const rows = submissions.map(row => {
    const cells = exercises.map(({ id }) => {
      const outcome = row.exercises[id]
      if (!outcome) return '<td></td>'
      const text = outcome.verdict === 'undetermined' ? symbolOf('undetermined') : String(outcome.points)
      return `<td class="number ${outcome.verdict}">${text}</td>`
    })
    const name =
      row.why === undefined
        ? `<a href="${link(row.folder)}">${escapeHtml(row.name)}</a>`
        : escapeHtml(row.name)
    const remarks = [
      row.why,
      row.sameAs && `the same work as ${row.sameAs}`,
      row.late && `late: ${row.late}`,
      ...row.notes,
    ]
    const told = remarks.flatMap(remark => (remark ? [escapeHtml(remark)] : [])).join('<br>')
    return (
      `<tr><td>${name}</td>${cells.join('')}<td class="number">${formatPoints(row)}</td>` +
      `<td class="${row.verdict}">${symbol(row.verdict)} ${row.verdict}</td>` +
      `<td class="number">${formatDuration(row.durationMs)}</td><td class="soft">${told}</td></tr>`
    )
  })
  const columns = `<tr><th>Name</th>${head.join('')}<th class="number">Points</th><th>Verdict</th><th class="number">Time</th><th>Remarks</th></tr>`
  return `<div class="scroll" tabindex="0" role="group" aria-label="Everybody"><table>${columns}${rows.join('\n')}</table></div>`
}

function missing({ missing: nobody }: ClassResult): string {
  if (nobody.length === 0) return ''
  const names = nobody.map(
    ({ name, id, email }) => `<li>${escapeHtml([name, id, email].filter(Boolean).join(', '))}</li>`,
  )
  return `<h2>Nothing handed in</h2><ul>${names.join('')}</ul>`
}

function similar({ similar: pairs }: ClassResult): string {
  if (pairs.length === 0) return ''
  const rows = pairs.map(
    ({ exercise, left, right, similarity }) =>
      `<tr><td>${escapeHtml(exercise)}</td><td><a href="${link(left)}">${escapeHtml(left)}</a></td>` +
      `<td><a href="${link(right)}">${escapeHtml(right)}</a></td><td class="number">${Math.round(similarity * 100)} %</td></tr>`,
  )
  return `<h2>Nearly the same</h2>
<p>A hint to look, and no verdict: names, blanks and comments apart, these have much in common that neither the starter holds nor many in the class have written.</p>
<div class="scroll" tabindex="0" role="group" aria-label="Nearly the same"><table><tr><th>Exercise</th><th>One</th><th>Other</th><th class="number">In common</th></tr>${rows.join('\n')}</table></div>`
}

function strays({ strays: others }: ClassResult): string {
  if (others.length === 0) return ''
  const rows = others.map(
    ({ source, why }) => `<tr><td>${escapeHtml(source)}</td><td>${escapeHtml(why)}</td></tr>`,
  )
  return `<h2>Handed in, and no submission</h2><table>${rows.join('\n')}</table>`
}
