// Lines as they were given and records as they came to be seen, leaders and in-sync replicas over time, and what was away when.
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import { draw, inDrawing, Plot } from './canvas.ts'
import { endOf, of, outages, type Span } from './facts.ts'
import { type Picture, seconds } from './picture.ts'

interface Line {
  at: number
  row: string
  text: string
  found: number | undefined
}

export function faultTimeline(timeline: Timeline): Picture[] {
  const lines: Line[] = [
    ...of(timeline, 'given').map(({ at, to, text, found }) => ({ at, row: `given to ${to}`, text, found })),
    ...of(timeline, 'appended').map(({ at, file, text, found }) => ({ at, row: `in ${file}`, text, found })),
  ]
  const stored = of(timeline, 'stored').filter(({ from }) => from !== undefined)
  const away = outages(timeline)
  if (lines.length === 0 || stored.length === 0) return []
  const end = endOf(timeline)
  const arrivals = stored.map(({ at, topic, text, again }) => ({ at, row: `in topic ${topic}`, text, again }))
  const segments = leadership(timeline, end)
  const odd = lines.filter(({ found }) => found !== undefined && found !== 1)
  const doubled = arrivals.filter(({ again }) => again)
  const rows = [...new Set([...lines, ...arrivals, ...segments].map(({ row }) => row))]
  const tallies = of(timeline, 'lines')
  const scale = (ms: number): number => ms / 1000
  return [
    {
      title: 'Lines, and what was away meanwhile',
      sentence: sentenceOf(tallies, away),
      drawing: draw('Lines given and records stored over time', {
        height: 84 + rows.length * 30,
        marginLeft: 170,
        marginTop: 26,
        x: { label: 'seconds since the exercise began', domain: [0, scale(end)], nice: true },
        y: {
          label: null,
          domain: rows,
          tickFormat: row => short(inDrawing(String(row))),
          tickSize: 0,
          padding: 0.25,
        },
        marks: [
          Plot.rectX(away, {
            x1: ({ from }: Span) => scale(from),
            x2: ({ to }: Span) => scale(to),
            fill: 'var(--band)',
          }),
          Plot.text(away, {
            x: ({ from }: Span) => scale(from),
            frameAnchor: 'top',
            dy: -14,
            textAnchor: 'start',
            text: ({ what }: Span) => `${inDrawing(what)} away`,
            fill: 'var(--bad)',
            fontWeight: 600,
          }),
          Plot.barX(segments, {
            x1: ({ from }: Segment) => scale(from),
            x2: ({ to }: Segment) => scale(to),
            y: 'row',
            insetTop: 4,
            insetBottom: 4,
            insetRight: 1,
            fill: ({ whole }: Segment) => (whole ? 'var(--mark-soft)' : 'var(--bad-soft)'),
            className: 'told',
            title: ({ row, leader, isr, from }: Segment) =>
              inDrawing(
                `${row}, from ${seconds(from)}: leader ${leader < 0 ? 'none' : leader}, in sync ${isr.join(', ')}`,
              ),
          }),
          Plot.text(
            segments.filter(({ from, to }) => to - from > end / 16),
            {
              x: ({ from }: Segment) => scale(from),
              y: 'row',
              dx: 5,
              textAnchor: 'start',
              text: ({ leader, isr }: Segment) => `L${leader < 0 ? '–' : leader} isr ${isr.join()}`,
            },
          ),
          Plot.tickX(
            apart(
              lines.filter(line => !odd.includes(line)),
              end,
            ),
            {
              x: ({ at }: Line) => scale(at),
              y: 'row',
              stroke: 'var(--mark)',
              strokeOpacity: 0.6,
            },
          ),
          Plot.tickX(
            apart(
              arrivals.filter(({ again }) => !again),
              end,
            ),
            {
              x: ({ at }) => scale(at),
              y: 'row',
              stroke: 'var(--good)',
              strokeOpacity: 0.6,
            },
          ),
          Plot.dot(odd.slice(0, MOST_ODD), {
            x: ({ at }: Line) => scale(at),
            y: 'row',
            r: 5,
            fill: 'var(--bad)',
            className: 'told',
            symbol: ({ found }: Line) => (found === 0 ? 'times' : 'diamond2'),
            stroke: 'var(--bad)',
            strokeWidth: 2,
            title: ({ at, text, found }: Line) =>
              inDrawing(`${found === 0 ? 'lost' : `${found} times`}: “${text}”, given at ${seconds(at)}`),
          }),
          Plot.dot(doubled.slice(0, MOST_ODD), {
            x: ({ at }) => scale(at),
            y: 'row',
            r: 4,
            fill: 'var(--bad)',
            symbol: 'diamond2',
            className: 'told',
            title: ({ at, text }) => inDrawing(`stored again at ${seconds(at)}: “${text}”`),
          }),
        ],
      }),
      legend: [
        ['<span class="k mark">|</span>', 'a line that was given'],
        ['<span class="k good">|</span>', 'a record, when it was first seen'],
        ...(odd.some(({ found }) => found === 0)
          ? [['<span class="k bad">✗</span>', 'lost'] satisfies [string, string]]
          : []),
        ...(odd.some(({ found }) => found !== 0)
          ? [['<span class="k bad">◆</span>', 'more than once'] satisfies [string, string]]
          : []),
        ...(segments.length > 0
          ? [
              ['<span class="k">L2 isr 1,2</span>', 'leader and in-sync replicas of a partition'] satisfies [
                string,
                string,
              ],
            ]
          : []),
      ],
      table: tableOf(timeline, odd, segments, away),
    },
  ]
}

/** Those that would fall on the same point of the picture are one. */
function apart<T extends { at: number; row: string }>(marks: readonly T[], end: number): T[] {
  const places = new Map(marks.map(mark => [`${Math.round((500 * mark.at) / end)} ${mark.row}`, mark]))
  return [...places.values()]
}

const MOST_ODD = 60
const LONGEST_LABEL = 28
const short = (text: string): string =>
  text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text

interface Segment {
  row: string
  from: number
  to: number
  leader: number
  isr: number[]
  whole: boolean
}

/** Leader and in-sync replicas of each partition of the topics that were looked at more than once. */
function leadership(timeline: Timeline, end: number): Segment[] {
  const told = of(timeline, 'replication').filter(({ by }) => by === 'the brokers')
  const topics = Map.groupBy(told, ({ topic }) => topic)
  return [...topics].flatMap(([topic, entries]) => {
    const ids = entries[0]?.partitions.map(({ partition }) => partition) ?? []
    if (entries.length < 2 || ids.length > 6) return []
    return ids.flatMap(id => {
      const segments: Segment[] = []
      for (const { at, partitions } of entries) {
        const now = partitions.find(({ partition }) => partition === id)
        if (!now) continue
        const last = segments.at(-1)
        if (last && last.leader === now.leader && last.isr.join() === now.isr.join()) continue
        if (last) last.to = at
        segments.push({
          row: `${topic}-${id}`,
          from: at,
          to: end,
          leader: now.leader,
          isr: now.isr,
          whole: now.isr.length === now.replicas.length,
        })
      }
      return segments
    })
  })
}

/** What became of the lines, and what was away meanwhile. */
export function sentenceOf(
  tallies: readonly { source: string; given: number; once: number; more: number; never: number }[],
  away: readonly Span[],
): string {
  const lines = tallies.map(({ source, given, once, more, never }) => {
    const odd = [...(more > 0 ? [`${more} more than once`] : []), ...(never > 0 ? [`${never} never`] : [])]
    return odd.length === 0
      ? `all ${given} lines of ${source} arrived, each once`
      : `of ${given} lines of ${source} ${once} arrived once, ${odd.join(' and ')}`
  })
  if (lines.length === 0 && tallies.length === 0) lines.push('lines were given, records were stored')
  const spans = away.map(({ what, from, to }) => `${what} was away from ${seconds(from)} to ${seconds(to)}`)
  return `${[...spans, ...lines].join('; ')}.`
}

function tableOf(
  timeline: Timeline,
  odd: readonly Line[],
  segments: readonly Segment[],
  away: readonly Span[],
) {
  const rows: [number, string, string][] = [
    ...away.flatMap(({ what, from, to }): [number, string, string][] => [
      [from, what, 'goes away'],
      [to, what, 'is back, or the exercise ends'],
    ]),
    ...segments.map(({ row, from, leader, isr }): [number, string, string] => [
      from,
      row,
      `leader ${leader < 0 ? 'none' : leader}, in sync ${isr.join(', ')}`,
    ]),
    ...odd.map(({ at, row, text, found }): [number, string, string] => [
      at,
      row,
      `${found === 0 ? 'lost' : `${found} times`}: ${text}`,
    ]),
    ...of(timeline, 'program').map(({ at, program, state, by, exitCode }): [number, string, string] => [
      at,
      program,
      state === 'started'
        ? 'started'
        : `ended by ${by ?? 'itself'}${exitCode === null || exitCode === undefined ? '' : `, exit code ${exitCode}`}`,
    ]),
  ]
  return {
    head: ['At', 'What', 'Happened'],
    rows: rows
      .sort(([a], [b]) => a - b)
      .map(([at, what, happened]) => [seconds(at), escapeHtml(what), escapeHtml(happened)]),
  }
}
