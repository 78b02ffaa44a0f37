// Makes the orders and shipments of one run, and the records that carry them.

import { amountJson, type Random } from '#harness/exercise/words.ts'
import type { Cast, Customer } from './cast.ts'
import type { Ids } from './ids.ts'
import { amountAt } from './rates.ts'

export interface Order {
  order_id: string
  customer_id: string
  cents: bigint
  currency: string
  /** Milliseconds since the epoch, whole seconds. */
  at: number
}

export interface Shipment {
  shipment_id: string
  order_id: string
  carrier: string
  at: number
}

const SECOND = 1000
const HOUR = 3_600_000

/** All orders and shipments of one grade lie in these 46 hours, the last of them an hour and a half before now. */
export function spanBefore(now: number): { from: number; to: number } {
  const to = Math.floor(now / SECOND) * SECOND - 1.5 * HOUR
  return { from: to - 46 * HOUR + 60 * SECOND, to }
}

export interface Setting {
  random: Random
  ids: Ids
  span: { from: number; to: number }
  /** As many as the topics have. */
  partitions: { orders: number; shipments: number }
  customers: Cast<Customer>
  rates: Cast<string>
}

export class Maker {
  readonly setting: Setting

  constructor(setting: Setting) {
    this.setting = setting
  }

  /** Of a customer and in a currency that have been sent, anywhere, at any time, unless it is said. */
  order(wish: Partial<Omit<Order, 'order_id'>> & { partition?: number } = {}): Order {
    const { random, ids, span, partitions, customers, rates } = this.setting
    const { partition, ...given } = wish
    const currency = given.currency ?? random.pick(rates.steady)
    return {
      order_id: ids.next('o', partition, partitions.orders),
      customer_id: random.pick(customers.steady),
      cents: amountAt(random, rates.values.get(currency) ?? []),
      at: this.moment(span.from, span.to),
      ...given,
      currency,
    }
  }

  shipment(order_id: string, at: number, partition?: number): Shipment {
    const { random, ids, partitions } = this.setting
    const shipment_id = ids.next('s', partition, partitions.shipments)
    // No two carriers of a run alike, so that it can be told which shipment an order was joined with.
    return { shipment_id, order_id, carrier: `${random.word()} ${shipment_id}`, at }
  }

  /** The time of an order which has these shipments so long after it (or before it, below zero): all of them lie in the span. */
  momentFor(gaps: readonly number[]): number {
    const { from, to } = this.setting.span
    return this.moment(from - Math.min(0, ...gaps), to - Math.max(0, ...gaps))
  }

  moment(from: number, to: number): number {
    return this.setting.random.int(Math.ceil(from / SECOND), Math.floor(to / SECOND)) * SECOND
  }
}

/** Members in any order, and more of them than are named. */
function objectText(random: Random, members: Record<string, string>): string {
  const more = random.chance(0.5)
    ? { note: JSON.stringify({ amount: random.int(1, 9), name: 'nobody' }), items: '["a",null,1.5]' }
    : {}
  const pairs = Object.entries({ ...members, ...more }).map(([name, json]) => `"${name}":${json}`)
  return `{${random.shuffle(pairs).join(',')}}`
}

const timeText = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

export function orderRecord(random: Random, { order_id, customer_id, cents, currency, at }: Order) {
  const text = { order_id, customer_id, currency, timestamp: timeText(at) }
  return { key: order_id, value: objectText(random, { ...quoted(text), amount: amountJson(cents) }) }
}

export function shipmentRecord(random: Random, { at, ...texts }: Shipment) {
  const value = objectText(random, quoted({ ...texts, timestamp: timeText(at) }))
  return { key: texts.shipment_id, value }
}

export function customerRecord(random: Random, key: string, { name, tier }: Customer) {
  return { key, value: objectText(random, quoted({ name, tier })) }
}

function quoted(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.stringify(text)]))
}
