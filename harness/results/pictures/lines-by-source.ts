// What became of the lines of each file or program: arrived, arrived more than once, never came.
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import { draw, inDrawing, Plot } from './canvas.ts'
import { of } from './facts.ts'
import type { Picture } from './picture.ts'

const PARTS = [
  ['once', 'arrived once', 'var(--good-soft)'],
  ['more', 'arrived more than once', 'var(--warn-soft)'],
  ['never', 'never arrived', 'var(--bad-soft)'],
] as const

export function linesBySource(timeline: Timeline): Picture[] {
  const lines = of(timeline, 'lines')
  // One source without a fault is a sentence of another picture already.
  if (lines.length < 2 && lines.every(({ more, never }) => more + never === 0)) return []
  const bars = lines.flatMap(each =>
    PARTS.map(([part, name, fill]) => ({ source: each.source, count: each[part], name, fill })),
  )
  return [
    {
      title: 'What became of the lines',
      sentence: `${lines.map(({ source, given, once, more, never }) => `${source}: ${given} lines, ${once} arrived once${more > 0 ? `, ${more} more than once` : ''}${never > 0 ? `, ${never} never` : ''}`).join('; ')}.`,
      drawing: draw('Lines by source and what became of them', {
        height: 66 + lines.length * 30,
        marginLeft: 110,
        x: { label: 'lines' },
        y: {
          label: null,
          tickSize: 0,
          domain: lines.map(({ source }) => source),
          tickFormat: name => inDrawing(String(name)).slice(0, 18),
        },
        marks: [
          Plot.barX(
            bars.filter(({ count }) => count > 0),
            {
              x: 'count',
              y: 'source',
              fill: 'fill',
              insetRight: 1,
              className: 'told',
              title: ({ source, count, name }) => inDrawing(`${source}: ${count} ${name}`),
            },
          ),
          Plot.text(
            bars.filter(({ count }) => count > 0),
            Plot.stackX({ x: 'count', y: 'source', text: 'count' }),
          ),
        ],
      }),
      legend: PARTS.filter(([part]) => lines.some(each => each[part] > 0)).map(([part, name]) => [
        `<span class="swatch ${part}"></span>`,
        name,
      ]),
      table: {
        head: ['Source', 'Lines', ...PARTS.map(([, name]) => name)],
        rows: lines.map(({ source, given, once, more, never }) => [
          escapeHtml(source),
          ...[given, once, more, never].map(String),
        ]),
      },
    },
  ]
}
