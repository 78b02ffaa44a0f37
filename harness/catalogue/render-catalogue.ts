// `day2 list` as a person reads it: a line an exercise, and below it what of the guide it practises.
import { plural } from '#harness/results/format.ts'
import { type Look, paints, widthOf } from '#harness/results/terminal-look.ts'
import { columns, padEnd, wrap } from '#harness/results/terminal-text.ts'
import type { CatalogueEntry } from './catalogue.ts'

export function renderCatalogue(entries: readonly CatalogueEntry[], look: Look): string {
  const { bold, dim } = paints(look)
  const width = Math.max(...entries.map(({ id }) => columns(id)))
  const part = (title: string, some: readonly CatalogueEntry[]): string[] =>
    some.length === 0
      ? []
      : [
          bold(title),
          ...some.flatMap(({ id, title, points, minutes, checks, guide }) => [
            `  ${padEnd(id, width)}  ${title}`,
            ...wrap(facts(points, checks.length, minutes), widthOf(look) - width - 4).map(
              line => `  ${padEnd('', width)}  ${line}`,
            ),
            ...wrap(guide.join('; '), widthOf(look) - width - 4).map(line =>
              `  ${padEnd('', width)}  ${dim(line)}`.trimEnd(),
            ),
          ]),
          '',
        ]
  const day = entries.filter(({ group }) => group === undefined)
  const extended = entries.filter(({ group }) => group === 'extended')
  const lines = [
    ...part('The exercises of the day', day),
    ...part('Extended exercises', extended),
    'Grade them all   npm test',
    ...(extended.length > 0 ? ['The extended     npm test -- extended'] : []),
  ]
  return `${lines.join('\n')}\n`
}

function facts(points: number, checks: number, minutes: number | undefined): string {
  const time = minutes === undefined ? '' : `, about ${minutes} minutes`
  return `${plural(points, 'point')} in ${plural(checks, 'check')}${time}`
}
