// Which worker ran which task of which connector when, in what state; and which worker was away.
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import { draw, inDrawing, Plot } from './canvas.ts'
import { endOf, of, outages, port, type Span } from './facts.ts'
import { type Picture, seconds } from './picture.ts'

export interface Segment {
  row: string
  task: string
  worker: string
  state: string
  from: number
  to: number
}

const MOST_ROWS = 24

export function tasksOnWorkers(timeline: Timeline): Picture[] {
  const segments = segmentsOf(timeline)
  if (segments.length === 0) return []
  const end = endOf(timeline)
  const away = outages(timeline).filter(({ what }) => what.startsWith('worker'))
  const rows = [...new Set(segments.map(({ row }) => row))].sort().slice(0, MOST_ROWS)
  const shown = segments.filter(({ row }) => rows.includes(row))
  const last = Map.groupBy(
    segments.filter(({ to }) => to === end),
    ({ worker }) => worker,
  )
  const spread = [...last].map(([worker, tasks]) => `worker ${port(worker)} ran ${tasks.length}`).join(', ')
  const moved = new Map<string, Set<string>>()
  for (const { task, worker } of segments) moved.set(task, (moved.get(task) ?? new Set()).add(worker))
  const movers = [...moved].filter(([, workers]) => workers.size > 1).map(([task]) => task)
  const lost = away
    .map(({ what, from, to }) => `${what} was away from ${seconds(from)} to ${seconds(to)}; `)
    .join('')
  return [
    {
      title: 'Tasks on workers',
      sentence: `${lost}at the end ${spread || 'no worker ran any task'}${movers.length > 0 ? `; ${movers.join(', ')} moved` : ''}.`,
      drawing: draw('Tasks by worker over time', {
        height: 78 + rows.length * 30,
        marginLeft: 270,
        marginTop: 26,
        x: { label: 'seconds since the exercise began', domain: [0, end / 1000] },
        y: {
          label: null,
          domain: rows,
          tickSize: 0,
          padding: 0.2,
          tickFormat: row => inDrawing(String(row)).slice(0, 40),
        },
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
            text: ({ what }: Span) => `${what} away`,
          }),
          Plot.barX(shown, {
            x1: ({ from }: Segment) => from / 1000,
            x2: ({ to }: Segment) => to / 1000,
            y: 'row',
            insetRight: 1,
            rx: 2,
            className: 'told',
            fill: ({ state }: Segment) => (state === 'RUNNING' ? 'var(--mark-soft)' : 'var(--bad-soft)'),
            title: ({ task, worker, state, from, to }: Segment) =>
              inDrawing(`${task} ${state} on worker ${port(worker)} from ${seconds(from)} to ${seconds(to)}`),
          }),
          Plot.text(
            shown.filter(({ from, to }) => to - from > end / 12),
            {
              x: ({ from }: Segment) => from / 1000,
              y: 'row',
              dx: 5,
              textAnchor: 'start',
              text: ({ state }: Segment) => inDrawing(state.slice(0, 12)),
            },
          ),
        ],
      }),
      table: {
        head: ['Task', 'Worker', 'State', 'From', 'To'],
        rows: segments.map(({ task, worker, state, from, to }) => [
          escapeHtml(task),
          escapeHtml(worker),
          escapeHtml(state),
          seconds(from),
          seconds(to),
        ]),
      },
    },
  ]
}

export function segmentsOf(timeline: Timeline): Segment[] {
  const end = endOf(timeline)
  const open = new Map<string, Segment>()
  const all: Segment[] = []
  for (const { at, connector, tasks } of of(timeline, 'tasks')) {
    const now = new Set<string>()
    for (const { task: id, state, worker } of tasks) {
      const task = `${connector}/${id}`
      now.add(task)
      const last = open.get(task)
      if (last?.worker === worker && last.state === state) continue
      if (last) last.to = at
      const segment = { row: `worker ${port(worker)} · ${task}`, task, worker, state, from: at, to: end }
      open.set(task, segment)
      all.push(segment)
    }
    for (const [task, segment] of open)
      if (task.startsWith(`${connector}/`) && !now.has(task)) {
        segment.to = at
        open.delete(task)
      }
  }
  return all
}
