// A topology as a picture: drawn when the report is written, in the page's own colours, so that the page needs no script. Names are a
// stranger's: each is escaped, and cut in the drawing (its title has all of it).
import { plural } from '#harness/results/format.ts'
import { escapeHtml } from '#harness/results/html-escape.ts'
import { type Topology, topologyIn } from '#harness/results/topology.ts'
import { type Box, type Line, planOf } from '#harness/results/topology-graph.ts'

/** The same three times: for those who see it, those who read it, and those who want the names. */
export interface TopologyPicture {
  title: string
  sentence: string
  /** SVG; not there where it would be too big to be read. */
  drawing?: string
  legend: [sign: string, meaning: string][]
  /** Cells are HTML, escaped. */
  table: { head: string[]; rows: string[][] }
}

/** @param output what a program printed; undefined where no topology is in it */
export function topologyPicture(output: string): TopologyPicture | undefined {
  const topology = topologyIn(output)
  if (!topology) return undefined
  const drawing = drawTopology(topology)
  const { subTopologies } = topology
  const nodes = subTopologies.flatMap(sub => sub.nodes.map(node => ({ sub: sub.id, ...node })))
  const stores = new Set(nodes.flatMap(node => node.stores))
  return {
    title: 'The application’s topology',
    sentence: `As it described itself: ${plural(subTopologies.length, 'sub-topology', 'sub-topologies')}, ${plural(nodes.length, 'node')}, ${plural(stores.size, 'store')}.`,
    ...(drawing === undefined ? {} : { drawing }),
    legend: [
      ['<b>( )</b>', 'rounded: a topic'],
      ['<b>[ ]</b>', 'a source, a processor or a sink'],
      ['<b>=</b>', 'with a lid: a store, beside those that use it'],
    ],
    table: {
      head: ['Sub-topology', 'Kind', 'Name', 'Topics', 'Stores', 'Hands on to'],
      rows: nodes.map(({ sub, kind, name, topics, stores, to }) =>
        [sub, kind, name, topics.join(', '), stores.join(', '), to.join(', ')].map(escapeHtml),
      ),
    },
  }
}

/** SVG of the topology, or undefined where it would be too big to be read. */
export function drawTopology(topology: Topology): string | undefined {
  const plan = planOf(topology)
  if (!plan) return undefined
  const { width, height, boxes, lines } = plan
  const around = boxes.filter(isAround)
  const within = boxes.filter(box => !isAround(box))
  return (
    `<svg class="drawing topology" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    'role="img" aria-label="The topology of the application" font-size="12" fill="none" stroke="currentColor">' +
    `${around.map(frame).join('')}${lines.map(line).join('')}${within.map(shape).join('')}</svg>`
  )
}

const isAround = ({ kind }: Box): boolean => kind.endsWith('sub-topology')
const n = (value: number): string => String(Math.round(value * 10) / 10)

function frame({ kind, name, x, y, width, height }: Box): string {
  const [left, top] = [x - width / 2, y - height / 2]
  const dashes = kind === 'sub-topology' ? '2 3' : '8 4'
  return (
    `<g class="${kind}"><rect x="${n(left)}" y="${n(top)}" width="${n(width)}" height="${n(height)}" rx="6" stroke-dasharray="${dashes}" stroke-opacity="0.6"/>` +
    `<text x="${n(left + 6)}" y="${n(top - 4)}" fill="currentColor" stroke="none" opacity="0.7">${escapeHtml(name)}</text></g>`
  )
}

function shape(box: Box): string {
  const { kind, label, name, x, y } = box
  return (
    `<g class="${kind}"><title>${escapeHtml(`${kind} ${name}`)}</title>${outline(box)}` +
    `<text x="${n(x)}" y="${n(y + (kind === 'store' ? 7 : 4))}" text-anchor="middle" fill="currentColor" stroke="none">${escapeHtml(label)}</text></g>`
  )
}

function outline({ kind, x, y, width, height }: Box): string {
  const [left, top, right, bottom] = [x - width / 2, y - height / 2, x + width / 2, y + height / 2]
  if (kind === 'store') {
    const [a, b] = [n(width / 2), '5']
    const lid = `A${a} ${b} 0 0 0 ${n(right)} ${n(top + 5)}A${a} ${b} 0 0 0 ${n(left)} ${n(top + 5)}`
    return `<path d="M${n(left)} ${n(top + 5)}${lid}V${n(bottom - 5)}A${a} ${b} 0 0 0 ${n(right)} ${n(bottom - 5)}V${n(top + 5)}"/>`
  }
  const round = kind === 'topic' ? height / 2 : 3
  return `<rect x="${n(left)}" y="${n(top)}" width="${n(width)}" height="${n(height)}" rx="${n(round)}"/>`
}

function line({ points, use }: Line): string {
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('')
  const [before, end] = points.slice(-2)
  if (use || !before || !end)
    return `<path class="use" d="${path}" stroke-dasharray="3 3" stroke-opacity="0.7"/>`
  const angle = Math.atan2(end.y - before.y, end.x - before.x)
  const corner = (turn: number): string =>
    `${n(end.x - 8 * Math.cos(angle + turn))} ${n(end.y - 8 * Math.sin(angle + turn))}`
  return `<path class="flow" d="${path}"/><path d="M${n(end.x)} ${n(end.y)}L${corner(0.45)}L${corner(-0.45)}Z" fill="currentColor"/>`
}
