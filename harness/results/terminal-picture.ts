// Two of the report's pictures in characters: who leads and who is out of sync, and lines, tasks and faults along one axis of time. Made of
// the same facts as those; where nothing may be drawn, the sentences that say the same.
import { endOf, of, outages, port } from '#harness/results/pictures/facts.ts'
import { sentenceOf as linesInWords } from '#harness/results/pictures/fault-timeline.ts'
import {
  cellsOf,
  type ReplicationTable,
  sentenceOf as replicasInWords,
  replicationTables,
} from '#harness/results/pictures/replication-map.ts'
import { segmentsOf } from '#harness/results/pictures/tasks-on-workers.ts'
import { type Look, paints, shownTitle, widthOf } from '#harness/results/terminal-look.ts'
import { columns, cutEnd, padEnd, wrap } from '#harness/results/terminal-text.ts'
import type { Timeline } from '#harness/results/timeline.ts'

const MOST_TOPICS = 2
const MOST_PARTITIONS = 6
const MOST_ROWS = 10
const LONGEST_LABEL = 24

/** Each as lines; none where nothing was away, moved or lost. */
export function terminalPictures(timeline: Timeline, look: Look): string[][] {
  try {
    const tables = replicationTables(timeline).slice(0, MOST_TOPICS)
    return [along(timeline, look), ...tables.map(table => replicas(table, look))].filter(
      lines => lines.length > 0,
    )
  } catch {
    // A picture that cannot be drawn keeps nothing else away.
    return []
  }
}

function replicas(table: ReplicationTable, look: Look): string[] {
  const words = wrap(shownTitle(replicasInWords(table)), widthOf(look))
  if (look.plain) return words
  const ids = [...new Set(table.columns.flatMap(column => cellsOf(column).map(({ partition }) => partition)))]
  const width = Math.max(12, ...table.columns.map(({ name }) => columns(name)))
  const head = table.columns.map(({ name }) => padEnd(shownTitle(name), width)).join('  ')
  const sign = { leader: 'L', follower: 'f', out: 'x', none: '.' }
  const rows = ids.slice(0, MOST_PARTITIONS).map(id => {
    const parts = table.columns.map(column => {
      const cells = cellsOf(column).filter(({ partition }) => partition === id)
      return padEnd(cells.map(({ role, odd }) => `${sign[role]}${odd ? '!' : ' '}`).join(' '), width)
    })
    return `${padEnd(`partition ${id}`, 14)}${parts.join('  ')}`.trimEnd()
  })
  const legend = 'brokers 1 2 3: L leads, f follows in sync, x is out of sync, ! is not so'
  const lines = [`${' '.repeat(14)}${head}`.trimEnd(), ...rows]
  // Rather none than one that is broken over two lines.
  return lines.some(line => columns(line) > widthOf(look))
    ? words
    : [...words, ...lines, ...explained(legend, look)]
}

const explained = (legend: string, look: Look): string[] =>
  wrap(legend, widthOf(look)).map(line => paints(look).dim(line))

interface Row {
  label: string
  marks: { from: number; to: number; sign: string }[]
}

function along(timeline: Timeline, look: Look): string[] {
  const away = outages(timeline)
  const lines = [
    ...of(timeline, 'given').map(line => ({ ...line, row: `given to ${line.to}` })),
    ...of(timeline, 'appended').map(line => ({ ...line, row: `in ${line.file}` })),
  ]
  const odd = lines.some(({ found }) => found !== undefined && found !== 1)
  const tasks = segmentsOf(timeline)
  if (lines.length + tasks.length === 0 || (away.length === 0 && !odd)) return []
  const words = wrap(shownTitle(linesInWords(of(timeline, 'lines'), away)), widthOf(look))
  if (look.plain) return words
  const rows: Row[] = []
  const put = (label: string, from: number, to: number, sign: string): void => {
    const row = rows.find(each => each.label === label)
    if (row) row.marks.push({ from, to, sign })
    else rows.push({ label, marks: [{ from, to, sign }] })
  }
  for (const { what, from, to } of away) put(`${what} away`, from, to, '#')
  for (const { row, at, found } of lines) put(row, at, at, found === 0 ? 'x' : (found ?? 1) > 1 ? '2' : '|')
  for (const { at, topic, from, again } of of(timeline, 'stored'))
    if (from !== undefined) put(`stored in ${topic}`, at, at, again ? '2' : '|')
  for (const { task, worker, state, from, to } of tasks)
    put(`${port(worker)} ${task}`, from, to, state === 'RUNNING' ? '=' : '!')
  const shown = rows.slice(0, MOST_ROWS)
  const width = Math.min(LONGEST_LABEL, Math.max(...shown.map(({ label }) => columns(shownTitle(label)))))
  const room = Math.min(60, widthOf(look) - width - 2)
  if (room < 20) return words
  const end = endOf(timeline)
  return [
    ...words,
    ...shown.map(({ label, marks }) =>
      `${padEnd(cutEnd(shownTitle(label), width), width)}  ${strip(marks, end, room)}`.trimEnd(),
    ),
    `${' '.repeat(width)}  ${padEnd('0 s', room - 6)}${`${Math.round(end / 1000)} s`.padStart(6)}`,
    ...explained(
      `| a line or record, x lost, 2 more than once, # away${tasks.length > 0 ? ', = runs, ! does not' : ''}`,
      look,
    ),
  ]
}

/** What is odd is never covered by what is not. */
const WEIGHT = ' |=#2!x'

function strip(marks: Row['marks'], end: number, room: number): string {
  const cells = Array.from({ length: room }, () => ' ')
  const place = (at: number): number => Math.min(room - 1, Math.max(0, Math.floor((at / end) * room)))
  for (const { from, to, sign } of marks)
    for (let cell = place(from); cell <= place(to); cell++)
      if (WEIGHT.indexOf(sign) > WEIGHT.indexOf(cells[cell] ?? ' ')) cells[cell] = sign
  return cells.join('')
}
