// Which exercise ran when: the end of the page, folded, for whoever wonders where the time went.
import { escapeHtml } from '#harness/results/html-escape.ts'
import { draw, inDrawing, Plot } from '#harness/results/pictures/canvas.ts'
import { pictureHtml, seconds } from '#harness/results/pictures/picture.ts'
import type { GradeResult } from '#harness/results/result.ts'

export function lanes({ startedAt, exercises, durationMs, phases }: GradeResult): string {
  const zero = new Date(startedAt).getTime()
  const ran = exercises.flatMap(({ id, startedAt: began, durationMs: ms }) => {
    const from = new Date(began ?? '').getTime() - zero
    return Number.isFinite(from) && ms > 0 ? [{ id, from, to: from + ms }] : []
  })
  if (ran.length === 0) return ''
  const picture = pictureHtml(
    {
      title: 'Exercises over time',
      sentence: `${ran.length} exercises ran in ${seconds(durationMs)}, the lab's start included.`,
      drawing: draw('Exercises over time', {
        height: 64 + ran.length * 24,
        marginLeft: 200,
        x: {
          label: 'seconds since the grade began',
          domain: [0, Math.max(durationMs, ...ran.map(({ to }) => to)) / 1000],
        },
        y: {
          label: null,
          tickSize: 0,
          domain: ran.map(({ id }) => id),
          tickFormat: id => inDrawing(String(id)).slice(0, 32),
        },
        marks: [
          Plot.barX(ran, {
            x1: ({ from }) => from / 1000,
            x2: ({ to }) => to / 1000,
            y: 'id',
            fill: 'var(--mark-soft)',
          }),
        ],
      }),
      table: {
        head: ['What', 'From', 'To'],
        rows: [
          ...ran.map(({ id, from, to }) => [escapeHtml(id), seconds(from), seconds(to)]),
          ...Object.entries(phases).map(([phase, ms]) => [`phase ${escapeHtml(phase)}`, '', seconds(ms)]),
        ],
      },
    },
    3,
  )
  return `<details><summary>Which exercise ran when</summary>${picture}</details>`
}
