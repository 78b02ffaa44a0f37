// Results as they came, against what is right: values by key over time, or, where keys are moments, on an axis of those.
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { EntryOf, Timeline } from '#harness/results/timeline.ts'
import { draw, inDrawing, Plot } from './canvas.ts'
import { endOf, of, outages, type Span } from './facts.ts'
import type { Picture } from './picture.ts'

type Result = EntryOf<'result'>
type Row = Result['rows'][number]
/** More lines than this nobody can follow. */
const MOST_KEYS = 8
const MOST_POINTS = 500
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

export function resultsOverTime(timeline: Timeline): Picture[] {
  return of(timeline, 'result')
    .filter(({ keys }) => keys > 0)
    .map(result =>
      result.rows.every(({ key, right }) => right === undefined || MOMENT.test(key))
        ? windows(result)
        : overTime(result, timeline),
    )
}

function windows(result: Result): Picture {
  const { topic, rows } = result
  const known = rows.filter(({ key }) => MOMENT.test(key))
  const point = (member: 'holds' | 'right') =>
    known
      .flatMap(row =>
        row[member] === undefined ? [] : [{ when: new Date(row.key), value: Number(row[member]), row }],
      )
      .filter(({ value }) => Number.isFinite(value))
  const wrong = known.filter(isWrong)
  return {
    title: `Windows of ${topic}`,
    sentence: sentenceOf(result),
    drawing: draw(`Windows of ${topic} by the time that they begin`, {
      height: 190,
      marginLeft: 56,
      x: { type: 'utc', label: 'a window begins at (UTC)' },
      y: { label: 'value', zero: true, nice: true, grid: true },
      marks: [
        Plot.ruleX(point('right'), {
          x: 'when',
          y1: 0,
          y2: 'value',
          stroke: 'var(--mark-soft)',
          strokeWidth: 3,
        }),
        Plot.dot(point('right'), { x: 'when', y: 'value', r: 4, stroke: 'var(--text)', fill: 'none' }),
        Plot.dot(
          point('holds').filter(({ row }) => !wrong.includes(row)),
          { x: 'when', y: 'value', r: 2.5, fill: 'var(--good)' },
        ),
        Plot.dot(
          point('holds').filter(({ row }) => wrong.includes(row)),
          {
            x: 'when',
            y: 'value',
            r: 4,
            fill: 'var(--bad)',
            symbol: 'diamond2',
            className: 'told',
            title: ({ row }) => inDrawing(`${row.key}: ${row.holds}, right is ${row.right ?? 'no row'}`),
          },
        ),
      ],
    }),
    legend: [
      ['◯', 'right'],
      ['<span class="k good">●</span>', 'as it is in the topic'],
      ...(wrong.length > 0 ? [['<span class="k bad">◆</span>', 'wrong'] satisfies [string, string]] : []),
    ],
    table: tableOf(result),
  }
}

interface Point {
  at: number
  key: string
  value: number
}

function overTime(result: Result, timeline: Timeline): Picture {
  const { topic, rows } = result
  const end = endOf(timeline)
  // Wrong ones come first; of the others those that grew most.
  const chosen = rows
    .toSorted(
      (a, b) =>
        Number(isWrong(b)) - Number(isWrong(a)) || Number(b.right ?? b.holds) - Number(a.right ?? a.holds),
    )
    .slice(0, MOST_KEYS)
    .map(({ key }) => key)
  const points: Point[] = of(timeline, 'stored').flatMap(({ at, topic: where, key, text }) =>
    where === topic && key !== null && chosen.includes(key) && Number.isFinite(Number(text))
      ? [{ at: at / 1000, key, value: Number(text) }]
      : [],
  )
  const few =
    points.length > MOST_POINTS
      ? points.filter((_, index) => index % Math.ceil(points.length / MOST_POINTS) === 0)
      : points
  const last = chosen.flatMap(key => {
    const row = rows.find(each => each.key === key)
    const held = points.findLast(point => point.key === key)
    return row ? [{ ...row, at: held?.at ?? end / 1000, value: held?.value ?? 0 }] : []
  })
  const away = outages(timeline)
  const target = last.filter(({ right }) => Number.isFinite(Number(right)))
  const labels = apart(
    last.map(row => ({ ...row, y: row.value })),
    points,
  )
  return {
    title: `Results in ${topic} as they came`,
    sentence: sentenceOf(result),
    drawing: draw(`Values of ${topic} over time`, {
      height: 240,
      marginLeft: 50,
      marginRight: 130,
      marginTop: 26,
      x: { label: 'seconds since the exercise began', domain: [0, end / 1000] },
      y: { label: 'value', zero: true, grid: true, nice: true },
      marks: [
        Plot.rectX(away, {
          x1: ({ from }: Span) => from / 1000,
          x2: ({ to }: Span) => to / 1000,
          fill: 'var(--band)',
        }),
        Plot.text(away, {
          x: ({ from }: Span) => from / 1000,
          frameAnchor: 'top',
          dy: -14,
          textAnchor: 'start',
          fill: 'var(--bad)',
          fontWeight: 600,
          text: ({ what }: Span) => `${inDrawing(what)} away`,
        }),
        Plot.line(few, {
          x: 'at',
          y: 'value',
          z: 'key',
          curve: 'step-after',
          stroke: 'var(--mark)',
          strokeOpacity: 0.75,
        }),
        Plot.dot(few, { x: 'at', y: 'value', r: 1.8, fill: 'var(--mark)' }),
        Plot.dot(target, {
          x: end / 1000,
          y: ({ right }: Row) => Number(right),
          r: 5,
          strokeWidth: 1.5,
          fill: 'none',
          stroke: (row: Row) => (isWrong(row) ? 'var(--bad)' : 'var(--good)'),
          className: 'told',
          title: (row: Row) => inDrawing(`${row.key}: ${row.holds ?? 'no row'}, right is ${row.right}`),
        }),
        Plot.text(labels, {
          x: end / 1000,
          y: 'y',
          dx: 10,
          textAnchor: 'start',
          fontSize: 11,
          fill: (row: Row) => (isWrong(row) ? 'var(--bad)' : 'currentColor'),
          text: (row: Row) =>
            inDrawing(
              `${row.key.slice(0, 14)} ${row.holds ?? '–'}${isWrong(row) ? ` ≠ ${row.right ?? 'none'}` : ''}`,
            ),
        }),
      ],
    }),
    legend: [
      ['<span class="k mark">⌐</span>', 'a value as it came'],
      ['◯', 'right, at the end'],
    ],
    table: tableOf(result),
  }
}

/** Labels at the right edge must not lie upon each other. */
function apart<T extends { y: number }>(labels: T[], points: readonly Point[]): T[] {
  const top = Math.max(1, ...points.map(({ value }) => value))
  const gap = top / 15
  let free = Number.NEGATIVE_INFINITY
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map(label => {
      const y = Math.max(label.y, free)
      free = y + gap
      return { ...label, y }
    })
}

const NOTHING = /^(0(\.0+)?|\(null\))$/
function isWrong({ holds = '0', right = '0' }: Row): boolean {
  return holds !== right && !(NOTHING.test(holds) && NOTHING.test(right))
}

function sentenceOf({ topic, keys, wrong, rows }: Result): string {
  if (wrong === 0) return `All ${keys} keys of ${topic} have the right value.`
  const some = rows.filter(isWrong).slice(0, 3)
  const said = some.map(
    ({ key, holds, right }) => `${key} is ${holds ?? 'not there'} instead of ${right ?? 'not there'}`,
  )
  return `${wrong} of ${keys} keys of ${topic} have a wrong value: ${said.join(', ')}${wrong > some.length ? ', …' : ''}.`
}

function tableOf({ rows }: Result): Picture['table'] {
  return {
    head: ['Key', 'In the topic', 'Right'],
    rows: rows.map(row => {
      const [held, right] = [row.holds ?? '(no row)', row.right ?? '(no row)'].map(escapeHtml)
      return isWrong(row)
        ? [escapeHtml(row.key), `<del>${held}</del>`, `<ins>${right}</ins>`]
        : [escapeHtml(row.key), held ?? '', right ?? '']
    }),
  }
}
