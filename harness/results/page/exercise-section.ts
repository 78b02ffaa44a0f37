// One exercise on the page: what failed in full, what passed in a line, what happened as pictures.
import { escapeHtml } from '#harness/results/html-escape.ts'
import { pictureHtml } from '#harness/results/pictures/picture.ts'
import { picturesOf } from '#harness/results/pictures/pictures-of.ts'
import type { ExerciseResult } from '#harness/results/result.ts'
import { checkCard, checkLine } from './check-card.ts'
import { prose } from './inline.ts'
import { keptFiles } from './kept.ts'
import type { Links } from './links.ts'

export const anchor = ({ id }: Pick<ExerciseResult, 'id'>): string =>
  encodeURIComponent(id.toWellFormed()).replaceAll("'", '%27')

/** @param told the check that stands at the top of the page already */
export function section(exercise: ExerciseResult, links: Links, told: string | undefined): string {
  const { id, title, verdict, checks, notes = [] } = exercise
  const heading = `<h2 id="${anchor(exercise)}">${escapeHtml(id)} <span class="soft">${escapeHtml(title)}</span></h2>`
  const noted = notes.map(note => `<p class="soft">Note: ${prose(note)}</p>`).join('')
  if (verdict === 'not-attempted')
    return `<section>${heading}<p class="soft">Not attempted.</p>${noted}</section>`
  const isOpen = (status: string): boolean => status === 'failed' || status === 'harness-error'
  const cards = checks.filter(check => isOpen(check.status) && `${id}/${check.id}` !== told)
  const lines = checks.map(checkLine).join('')
  const pictures = picturesOf(exercise)
    .map(picture => pictureHtml(picture))
    .join('')
  return [
    `<section>${heading}`,
    checks.length === 0
      ? '<p>None of its checks was judged. That costs no mark: run it again.</p>'
      : `<ul class="lines">${lines}</ul>`,
    ...cards.map(check => checkCard(exercise, check, links)),
    noted,
    pictures ? `<h3>What happened</h3>${pictures}` : '',
    keptFiles(exercise.kept ?? []),
    '</section>',
  ].join('\n')
}
