// Of one exercise: what each check found, and the answers that were commonly wrong.
import { escapeHtml, withCode } from '#harness/results/html-escape.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { link } from './class-html-link.ts'
import type { DeclaredExercise, Row } from './class-result.ts'
import { wrongAnswers } from './wrong-answers.ts'

const COLUMNS = ['passed', 'failed', 'skipped', 'harness-error'] as const

export function renderChecks(exercise: DeclaredExercise, rows: readonly Row[]): string {
  const head =
    '<tr><th>Check</th><th class="number">passed</th><th class="number">failed</th><th class="number">not tried</th><th class="number">not judged</th></tr>'
  const lines = exercise.checks.map(({ id, title }) => {
    const outcomes = rows.flatMap(row => row.exercises[exercise.id]?.checks[id] ?? [])
    const cells = COLUMNS.map(status => {
      const count = outcomes.filter(outcome => outcome.status === status).length
      return `<td class="number ${count > 0 ? status : 'soft'}">${count > 0 ? `${symbolOf(status)} ` : ''}${count}</td>`
    })
    return `<tr><td><b>${escapeHtml(id)}</b> ${escapeHtml(title)}</td>${cells.join('')}</tr>`
  })
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(exercise.id)}: checks"><table>${head}${lines.join('\n')}</table></div>${exercise.checks.map(({ id }) => answers(exercise.id, id, rows)).join('')}`
}

function answers(exercise: string, check: string, rows: readonly Row[]): string {
  const { groups, others } = wrongAnswers(exercise, check, rows)
  if (groups.length === 0) return ''
  const items = groups.map(({ count, message, hint, example }) => {
    const href = link(example, `#${encodeURIComponent(exercise)}`)
    const told = hint === undefined ? '' : `<br><span class="soft">${withCode(hint)}</span>`
    return `<li>${count}×: ${escapeHtml(message)} (<a href="${href}">${escapeHtml(example)}</a>)${told}</li>`
  })
  const rest = others > 0 ? `<li class="soft">${others} of other kinds</li>` : ''
  return `<details><summary><span>${escapeHtml(check)}: what was wrong</span></summary><ul>${items.join('')}${rest}</ul></details>`
}
