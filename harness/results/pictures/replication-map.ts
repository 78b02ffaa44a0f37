// Partition x broker: who leads, who follows, who is out of sync; with all brokers up and with one down, side by side, and beside that
// what a program said of the same moment.
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { EntryOf, Replication, Timeline } from '#harness/results/timeline.ts'
import { draw, Plot } from './canvas.ts'
import { asText, of, outages } from './facts.ts'
import type { Picture } from './picture.ts'

type Told = EntryOf<'replication'>

const BROKERS = 'the brokers'
const MOST_TOPICS = 4
const MOST_PARTITIONS = 12

export function replicationMaps(timeline: Timeline): Picture[] {
  return replicationTables(timeline).map(({ topic, columns }) => map(topic, columns))
}

export interface ReplicationTable {
  topic: string
  /** The states that are shown beside each other. */
  columns: Column[]
}

/** What the maps show: states of the topics of which one says more than the others. */
export function replicationTables(timeline: Timeline): ReplicationTable[] {
  const all = of(timeline, 'replication')
  const topics = [...new Set(all.map(({ topic }) => topic))]
  const down = outages(timeline).filter(({ what }) => what.startsWith('broker'))
  const told = topics.filter(topic => all.some(entry => entry.topic === topic && entry.by !== BROKERS))
  if (down.length === 0 && told.length === 0) return []
  const chosen = [...told, ...topics.filter(topic => !told.includes(topic))].slice(0, MOST_TOPICS)
  return chosen
    .map(topic => {
      const entries = all.filter(entry => entry.topic === topic)
      return { topic, columns: columnsOf(entries, down) }
    })
    .filter(({ columns }) => columns.length > 0)
}

const lacking = (partitions: readonly Replication[]): number =>
  partitions.filter(({ replicas, isr }) => isr.length < replicas.length).length

interface Column {
  name: string
  partitions: Replication[]
  /** What is so, where this column is only what somebody says. */
  truth?: Replication[] | undefined
}

function columnsOf(entries: Told[], down: { what: string; from: number; to: number }[]): Column[] {
  const brokers = entries.filter(({ by }) => by === BROKERS)
  const healthy = brokers.find(({ at }) => !down.some(({ from, to }) => at >= from && at < to))
  const outage = down.find(({ from, to }) => brokers.some(({ at }) => at > from && at <= to))
  // While a broker is noticed to be away, and again while it comes back, some replicas are in sync: what counts is the lowest point.
  const degraded =
    outage &&
    brokers
      .filter(({ at }) => at > outage.from && at <= outage.to)
      .toSorted((a, b) => lacking(b.partitions) - lacking(a.partitions))[0]
  const columns: Column[] = []
  if (healthy) columns.push({ name: 'all brokers up', partitions: healthy.partitions })
  columns.push(...saidAt(entries, healthy, undefined, down))
  if (outage && degraded) {
    columns.push({ name: `${outage.what} down`, partitions: degraded.partitions })
    columns.push(...saidAt(entries, degraded, outage, down))
  }
  return columns
}

function map(topic: string, columns: Column[]): Picture {
  const cells = columns.flatMap(column => cellsOf(column))
  const ids = [...new Set(cells.map(({ broker }) => broker))].sort()
  const shown = cells.filter(({ partition }) => partition < MOST_PARTITIONS)
  const rows = new Set(shown.map(({ partition }) => partition)).size
  return {
    title: `Replicas of ${topic}`,
    sentence: sentenceOf({ topic, columns }),
    drawing: draw(`Replicas of ${topic} by partition and broker`, {
      height: 60 + rows * 26,
      marginLeft: 84,
      marginTop: 30,
      marginBottom: 30,
      width: 110 + columns.length * Math.max(170, ids.length * 48),
      fx: { label: null, domain: columns.map(({ name }) => name), padding: 0.12 },
      x: {
        label: null,
        domain: ids.map(id => `broker ${id}`),
        tickSize: 0,
        tickFormat: text => String(text).slice(7),
      },
      y: { label: null, tickFormat: id => `partition ${id}`, tickSize: 0 },
      marks: [
        Plot.cell(shown, {
          fx: 'column',
          x: 'name',
          y: 'partition',
          inset: 1.5,
          rx: 3,
          fill: ({ role }: Cell) => FILL[role],
          stroke: ({ preferred }: Cell) => (preferred ? 'var(--text)' : 'none'),
          strokeWidth: 1.5,
        }),
        Plot.text(shown, {
          fx: 'column',
          x: 'name',
          y: 'partition',
          text: ({ role, odd }: Cell) => `${SIGN[role]}${odd ? ' ≠' : ''}`,
          fill: ({ role }: Cell) => (role === 'leader' ? 'var(--page)' : 'currentColor'),
          fontSize: 13,
        }),
      ],
    }),
    legend: [
      ['<b>L</b>', 'leader'],
      ['<b>f</b>', 'follower, in sync'],
      ['<b>✗</b>', 'replica out of sync'],
      ['▢', 'framed: preferred leader (first replica); 1, 2, 3 are the brokers'],
      ...(columns.some(({ truth }) => truth) ? [['≠', 'not as it is'] satisfies [string, string]] : []),
    ],
    table: {
      head: ['Partition', 'When', 'Leader', 'Replicas', 'In sync'],
      rows: columns.flatMap(({ name, partitions }) =>
        partitions.map(({ partition, leader, replicas, isr }) => [
          String(partition),
          escapeHtml(name),
          leader < 0 ? 'none' : String(leader),
          replicas.join(', '),
          isr.join(', '),
        ]),
      ),
    },
  }
}

/** What programs said between this moment and the next change. */
function saidAt(
  entries: Told[],
  truth: Told | undefined,
  outage: { from: number; to: number } | undefined,
  down: { from: number; to: number }[],
): Column[] {
  if (!truth) return []
  const said = entries.find(
    ({ by, at }) =>
      by !== BROKERS &&
      (outage ? at > outage.from && at <= outage.to : !down.some(({ from, to }) => at >= from && at <= to)),
  )
  if (!said) return []
  const state = outage ? 'broker down' : 'all up'
  return [{ name: `${said.by}, ${state}`, partitions: said.partitions, truth: truth.partitions }]
}

type Role = 'leader' | 'follower' | 'out' | 'none'
interface Cell {
  column: string
  partition: number
  broker: number
  name: string
  role: Role
  preferred: boolean
  odd: boolean
}
const SIGN: Record<Role, string> = { leader: 'L', follower: 'f', out: '✗', none: '' }
const FILL: Record<Role, string> = {
  leader: 'var(--mark)',
  follower: 'var(--mark-soft)',
  out: 'var(--bad-soft)',
  none: 'var(--block)',
}

export function cellsOf({ name: column, partitions, truth }: Column): Cell[] {
  const roleOf = (each: Replication | undefined, broker: number): Role => {
    if (!each) return 'none'
    if (each.leader === broker) return 'leader'
    if (!each.replicas.includes(broker)) return 'none'
    return each.isr.includes(broker) ? 'follower' : 'out'
  }
  return partitions.flatMap(each =>
    [1, 2, 3].map(broker => {
      const role = roleOf(each, broker)
      const real = truth?.find(({ partition }) => partition === each.partition)
      return {
        column,
        broker,
        role,
        partition: each.partition,
        name: `broker ${broker}`,
        preferred: each.replicas[0] === broker,
        odd: truth !== undefined && roleOf(real, broker) !== role,
      }
    }),
  )
}

export function sentenceOf({ topic, columns }: ReplicationTable): string {
  const parts = columns.map(({ name, partitions, truth }) => {
    if (truth) {
      const wrong = partitions.filter(
        each => !truth.some(real => real.partition === each.partition && asText(real) === asText(each)),
      ).length
      return wrong === 0
        ? `${name}: as it is`
        : `${name}: ${wrong} of ${truth.length} partitions not as they are`
    }
    const short = lacking(partitions)
    const headless = partitions.filter(({ leader }) => leader < 0).length
    const sync =
      short === 0 ? 'all replicas are in sync' : `${short} of ${partitions.length} partitions lack a replica`
    return `with ${name} ${sync}${headless > 0 ? `, and ${headless} have no leader` : ''}`
  })
  return `${topic}: ${parts.join('; ')}.`
}
