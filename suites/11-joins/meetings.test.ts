// Every edge that the contract promises is in every run, whatever the seed.
import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { type Batch, farMeetings, type Meetings, marksFor, nearMeetings } from './meetings.ts'
import { World } from './world.ts'

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]
const DAY = 24 * HOUR
const NOW = Date.parse('2026-11-27T10:00:00Z')
const worldOf = (seed: number): World =>
  new World(new Random(String(seed)), { orders: 6, shipments: 6, customers: 3 }, NOW)

/** Whatever the seed. */
const runs = Array.from({ length: 1000 }, (_, seed) => {
  const { make } = worldOf(seed)
  return { near: nearMeetings(make), far: farMeetings(make) }
})

interface Pair {
  gap: number
  /** The order is sent in the first step, and the shipment in the second one. */
  arrives: 'order first' | 'shipment first' | 'together'
  order: string
}

function pairsOf({ first, last }: Meetings): Pair[] {
  const orders = [...first.orders, ...last.orders]
  return [...first.shipments, ...last.shipments].map(shipment => {
    const order = orders.find(({ order_id }) => order_id === shipment.order_id)
    if (!order) throw new Error('a shipment without an order')
    const [orderEarly, shipmentEarly] = [first.orders.includes(order), first.shipments.includes(shipment)]
    const arrives =
      orderEarly === shipmentEarly
        ? 'together'
        : orderEarly
          ? ('order first' as const)
          : ('shipment first' as const)
    return { gap: shipment.at - order.at, arrives, order: order.order_id }
  })
}

const FIRST = ['order first', 'shipment first'] as const

test('near pairs: equal, almost a day apart, in both directions, each of them first; never within a minute of a day', () => {
  for (const { near: meetings } of runs) {
    const pairs = pairsOf(meetings)
    const near = pairs.filter(({ gap }) => Math.abs(gap) < DAY)
    const far = pairs.filter(({ gap }) => Math.abs(gap) > DAY)
    const edges = FIRST.map(first => {
      const gaps = near.filter(({ arrives }) => arrives === first).map(({ gap }) => gap)
      return [
        gaps.includes(0),
        gaps.some(gap => gap > DAY - 3 * MINUTE),
        gaps.some(gap => gap < -DAY + 3 * MINUTE),
      ]
    })
    expect({
      edges: edges.flat().every(Boolean),
      nearest: near.every(({ gap }) => Math.abs(gap) < DAY - MINUTE),
      // One near shipment an order, and beside some of them one that is further away.
      ordersOfNear: new Set(near.map(({ order }) => order)).size,
      farOnes: far.filter(({ gap }) => Math.abs(gap) > DAY + MINUTE).length,
      alone: far.filter(({ order }) => !near.some(pair => pair.order === order)),
    }).toEqual({ edges: true, nearest: true, ordersOfNear: near.length, farOnes: 12, alone: [] })
  }
})

test('far pairs: a little more than a day and up to 45 hours apart, in both directions, each of them first', () => {
  for (const { far } of runs) {
    const pairs = pairsOf(far)
    const ways = FIRST.flatMap(first => [1, -1].map(side => ({ first, side })))
    const lengths = ways.map(({ first, side }) =>
      pairs
        .filter(({ arrives, gap }) => arrives === first && Math.sign(gap) === side)
        .map(({ gap }) => gap * side),
    )
    const odd = lengths.filter(way => {
      const [least, most] = [Math.min(...way), Math.max(...way)]
      return least <= DAY + MINUTE || least >= DAY + 3 * MINUTE || most !== 45 * HOUR
    })
    expect(odd).toEqual([])
  }
})

test('all times lie within 46 hours, in whole seconds, and none is in the future; no id comes twice', () => {
  for (const { near, far } of runs) {
    const batches = [near, far].flatMap(({ first, last }) => [first, last])
    const events = batches.flatMap(({ orders, shipments }) => [...orders, ...shipments])
    const times = events.map(({ at }) => at)
    const ids = events.map(event => ('shipment_id' in event ? event.shipment_id : event.order_id))
    expect({
      whole: times.every(at => at % SECOND === 0),
      past: Math.max(...times) < NOW - HOUR,
      within: Math.max(...times) - Math.min(...times) < 46 * HOUR,
      ids: new Set(ids).size,
    }).toEqual({ whole: true, past: true, within: true, ids: ids.length })
  }
})

test('marks lie behind all of a batch: in each partition of orders, and for each pair of partitions that a shipment goes through', () => {
  for (let seed = 0; seed < 100; seed++) {
    const { make, placeOf } = worldOf(seed)
    const { first } = nearMeetings(make)
    const marks = marksFor(make, first, placeOf)
    expect(marks.orders).toHaveLength(marks.shipments.length)
    const ways = ({ shipments }: Batch) =>
      shipments.map(
        ({ order_id, shipment_id }) => `${placeOf.order(order_id)}/${placeOf.shipment(shipment_id)}`,
      )
    expect(ways(marks)).toEqual(expect.arrayContaining(ways(first)))
    const places = ({ orders }: Batch) => orders.map(({ order_id }) => placeOf.order(order_id))
    expect(places(marks)).toEqual(expect.arrayContaining(places(first)))
  }
})
