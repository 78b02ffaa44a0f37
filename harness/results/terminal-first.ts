// The end of a grade for whoever has something to mend: the first thing in full, with a picture in characters where one helps; the others in
// two lines each.
import { type ToFix, toFix } from '#harness/results/first-to-fix.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { renderCheckDetails, renderCheckReason } from '#harness/results/terminal-details.ts'
import { beside, type Look, marked, paints, shownTitle, widthOf } from '#harness/results/terminal-look.ts'
import { terminalPictures } from '#harness/results/terminal-picture.ts'
import { cutEnd } from '#harness/results/terminal-text.ts'

const MOST_OTHERS = 12

/** Empty where there is nothing to mend. */
export function renderFirst(result: GradeResult, look: Look): string {
  const [first, ...others] = toFix(result)
  if (!first) return ''
  const { bold, dim } = paints(look)
  const heading = first.check.status === 'failed' ? 'First thing to fix' : 'What could not be judged'
  const pictures = terminalPictures(first.exercise.timeline ?? [], { ...look, width: widthOf(look) - 6 })
  const shown = others.slice(0, MOST_OTHERS)
  const more = others.length - shown.length
  return [
    bold(heading),
    lineOf(first, look),
    renderCheckDetails(first.check, look),
    ...pictures.flatMap(lines => [beside('', look), ...lines.map(line => beside(line, look))]),
    ...(shown.length > 0 ? ['', bold('After that')] : []),
    ...shown.flatMap(other => [lineOf(other, look), renderCheckReason(other.check, look)]),
    ...(more > 0 ? [dim(`  and ${more} more in report.html`)] : []),
  ]
    .filter((line, index) => line !== '' || index > 2)
    .join('\n')
}

function lineOf({ exercise, check }: ToFix, look: Look): string {
  const { bold, outcome } = paints(look)
  const name = `${shownTitle(exercise.id)}/${check.id}`
  const sign = outcome(check.status)(marked(check.status, look))
  const room = Math.max(8, widthOf(look) - name.length - 6)
  const title = look.plain ? shownTitle(check.title) : cutEnd(shownTitle(check.title), room)
  return `  ${sign} ${bold(name)}  ${title}`
}
