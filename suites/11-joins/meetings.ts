// Orders and their shipments: how far apart they are, which of them comes first, and what else an order has.
import type { Maker, Order, Shipment } from './maker.ts'

export interface Batch {
  orders: Order[]
  shipments: Shipment[]
}

/** What is sent in two steps: the second one when the application has done with the first. */
export interface Meetings {
  first: Batch
  last: Batch
}

const SECOND = 1000
const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * Pairs within 24 hours: at the same moment and almost a day apart, the shipment's time before the order's or after it, either of them
 * arriving first; some of the orders also have a shipment further apart, before the near one or after it.
 */
export function nearMeetings(make: Maker): Meetings {
  const { random } = make.setting
  const edge = (): number => DAY - random.int(61, 150) * SECOND
  const some = (): number => random.int(60, 85_000) * SECOND
  const gaps = (): number[] => [0, SECOND, -SECOND, edge(), -edge(), some(), -some()]
  const beside = [edge(), -edge(), some(), -some()].map(near => ({ near, far: farBeside(make, near) }))
  return together([
    ...gaps().map(gap => orderFirst(make, [gap])),
    ...gaps().map(gap => shipmentsFirst(make, [gap])),
    ...beside.map(({ near, far }) => orderFirst(make, [near], [far])),
    ...beside
      .flatMap(({ near, far }) => [
        [near, far],
        [far, near],
      ])
      .map(both => shipmentsFirst(make, both)),
  ])
}

/** Pairs further apart, up to 45 hours, in both directions, either of them arriving first. */
export function farMeetings(make: Maker): Meetings {
  const { random } = make.setting
  const gaps = (): number[] =>
    [random.int(61, 150) * SECOND, random.int(1, 11) * HOUR, random.int(12, 20) * HOUR, 21 * HOUR].flatMap(
      beyond => [DAY + beyond, -DAY - beyond],
    )
  return together([
    ...gaps().map(gap => orderFirst(make, [gap])),
    ...gaps().map(gap => shipmentsFirst(make, [gap])),
  ])
}

export function together(all: readonly Meetings[]): Meetings {
  const joined = (batches: Batch[]): Batch => ({
    orders: batches.flatMap(({ orders }) => orders),
    shipments: batches.flatMap(({ shipments }) => shipments),
  })
  return { first: joined(all.map(({ first }) => first)), last: joined(all.map(({ last }) => last)) }
}

/** Pairs within 24 hours of orders of these customers. */
export function pairsOf(make: Maker, customers: readonly string[]): Batch {
  const pairs = customers.map(customer_id => pair(make, { customer_id }))
  return { orders: pairs.map(({ order }) => order), shipments: pairs.map(({ shipment }) => shipment) }
}

/**
 * Pairs that show when the application has done with a batch: sent behind it, one for each partition of shipments and of orders in
 * which something of the batch lies.
 */
export function marksFor(make: Maker, { orders, shipments }: Batch, placeOf: PlaceOf): Batch {
  const places = new Map<string, [number, number]>()
  const add = (ofOrder: number, ofShipment: number): void =>
    void places.set(`${ofOrder} ${ofShipment}`, [ofOrder, ofShipment])
  for (const { order_id, shipment_id } of shipments)
    add(placeOf.order(order_id), placeOf.shipment(shipment_id))
  const { random, partitions } = make.setting
  const marked = new Set([...places.values()].map(([ofOrder]) => ofOrder))
  for (const { order_id } of orders) {
    const place = placeOf.order(order_id)
    if (!marked.has(place)) add(place, random.int(0, partitions.shipments - 1))
    marked.add(place)
  }
  const marks: Batch = { orders: [], shipments: [] }
  for (const [ofOrder, ofShipment] of places.values()) {
    const { order, shipment } = pair(make, { partition: ofOrder }, ofShipment)
    marks.orders.push(order)
    marks.shipments.push(shipment)
  }
  return marks
}

export interface PlaceOf {
  order: (id: string) => number
  shipment: (id: string) => number
}

function pair(make: Maker, wish: Parameters<Maker['order']>[0], ofShipment?: number) {
  const gap = make.setting.random.int(-80_000, 80_000) * SECOND
  const order = make.order({ ...wish, at: make.momentFor([gap]) })
  return { order, shipment: make.shipment(order.order_id, order.at + gap, ofShipment) }
}

/** @param early shipments that come with the order, the others come later */
function orderFirst(make: Maker, gaps: number[], early: number[] = []): Meetings {
  const order = make.order({ at: make.momentFor([...gaps, ...early]) })
  const shipped = (gap: number): Shipment => make.shipment(order.order_id, order.at + gap)
  return {
    first: { orders: [order], shipments: early.map(shipped) },
    last: { orders: [], shipments: gaps.map(shipped) },
  }
}

/** The shipments come in this order: they lie in one partition. */
function shipmentsFirst(make: Maker, gaps: number[]): Meetings {
  const { random, partitions } = make.setting
  const order = make.order({ at: make.momentFor(gaps) })
  const partition = random.int(0, partitions.shipments - 1)
  const shipments = gaps.map(gap => make.shipment(order.order_id, order.at + gap, partition))
  return { first: { orders: [], shipments }, last: { orders: [order], shipments: [] } }
}

/** More than a day from the order, and not so far from the near one that both do not fit into the span. */
function farBeside(make: Maker, near: number): number {
  const { random } = make.setting
  const far = DAY + random.int(61, 150) * SECOND
  // On the near one's own side there is always room, on the other one where the near one is near enough.
  const across = DAY - 3 * HOUR - Math.abs(near) > 0 && random.chance(0.5)
  return Math.sign(near) * (across ? -far : far)
}
