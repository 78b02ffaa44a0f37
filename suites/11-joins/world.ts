// One run: its customers and rates, what is made and sent in it, and the book of what ought to come of that.

import { partitionOf, type Random } from '#harness/exercise/words.ts'
import { Book } from './book.ts'
import { type Cast, type Customer, customersOf, ratesOf } from './cast.ts'
import { Ids } from './ids.ts'
import { customerRecord, Maker, type Order, orderRecord, shipmentRecord, spanBefore } from './maker.ts'
import type { Batch, PlaceOf } from './meetings.ts'

const SECOND = 1000
const HOUR = 3_600_000

export interface Partitions {
  orders: number
  shipments: number
  customers: number
}

/** A record of a table. */
interface Row {
  key: string
  value: string
  timestamp: number
}

/** A key of a table, of which an order in this partition is to show the latest value. */
export interface Sought {
  table: 'customers' | 'exchange-rates'
  key: string
  partition: number
}

export class World {
  readonly book = new Book()
  readonly make: Maker
  readonly customers: Cast<Customer>
  readonly rates: Cast<string>
  readonly partitions: Partitions
  readonly #random: Random
  #tableTime: number

  constructor(random: Random, partitions: Partitions, now = Date.now()) {
    const ids = new Ids(random)
    const span = spanBefore(now)
    this.#random = random
    this.partitions = partitions
    this.customers = customersOf(random, ids, partitions.customers)
    this.rates = ratesOf(random)
    this.make = new Maker({ random, ids, span, partitions, customers: this.customers, rates: this.rates })
    // Before the first order: an application that goes by the records' times must not meet its tables later than its orders.
    this.#tableTime = span.from - 12 * HOUR
  }

  get placeOf(): PlaceOf {
    const { orders, shipments } = this.partitions
    return { order: id => partitionOf(id, orders), shipment: id => partitionOf(id, shipments) }
  }

  /** The tables as they are at the beginning: what is told here counts as sent. */
  tablesAtFirst(): { customers: Row[]; rates: Row[] } {
    const of = <V>({ steady, changing, values }: Cast<V>): [string, V][] =>
      [...steady, ...changing].map(key => [key, values.get(key)?.[0] as V])
    return this.#rows(of(this.customers), of(this.rates))
  }

  /** What changes in the tables, and what comes late. */
  changes(): { customers: Row[]; rates: Row[] } {
    const of = <V>({ late, changing, values }: Cast<V>): [string, V][] =>
      [...changing, ...late].map(key => [key, values.get(key)?.at(-1) as V])
    return this.#rows(of(this.customers), of(this.rates))
  }

  #rows(customers: [string, Customer][], rates: [string, string][]): { customers: Row[]; rates: Row[] } {
    const random = this.#random
    for (const [key, customer] of customers) this.book.customers.send(key, customer)
    for (const [key, rate] of rates) this.book.rates.send(key, rate)
    const timed = (record: { key: string; value: string }): Row => {
      this.#tableTime += random.int(1, 60) * SECOND
      return { ...record, timestamp: this.#tableTime }
    }
    return {
      customers: random
        .shuffle(customers)
        .map(([key, customer]) => timed(customerRecord(random, key, customer))),
      rates: random.shuffle(rates).map(([key, value]) => timed({ key, value })),
    }
  }

  /** The records of a batch, which counts as sent. */
  records({ orders = [], shipments = [] }: Partial<Batch>) {
    for (const order of orders) this.book.order(order)
    for (const shipment of shipments) this.book.shipment(shipment)
    return {
      orders: orders.map(order => orderRecord(this.#random, order)),
      shipments: shipments.map(shipment => shipmentRecord(this.#random, shipment)),
    }
  }

  /** All that is to be seen for these keys to be known: one order in each partition. */
  sought(table: Sought['table'], keys: readonly string[]): Sought[] {
    return keys.flatMap(key =>
      Array.from({ length: this.partitions.orders }, (_, partition) => ({ table, key, partition })),
    )
  }

  /** An order that shows what is sought: of the customer in a currency that stays, or in the currency, of a customer who stays. */
  probe({ table, key, partition }: Sought): Order {
    return table === 'customers'
      ? this.make.order({ partition, customer_id: key, currency: 'EUR' })
      : this.make.order({ partition, currency: key })
  }

  /** What the probe gives where it meets the latest value. */
  shownBy({ table }: Sought, probe: Order): string {
    const shown = table === 'customers' ? this.book.withLatestCustomer(probe) : this.book.atLatestRate(probe)
    if (shown === undefined) throw new Error('what has never been sent cannot show')
    return shown
  }

  seen({ table, key }: Sought): void {
    if (table === 'customers') this.book.customers.seen(key)
    else this.book.rates.seen(key)
  }

  /** Orders of each of these customers and in each of these currencies, in every partition. */
  orders(customers: readonly string[], currencies: readonly string[]): Order[] {
    const random = this.#random
    const everywhere = (make: (partition: number) => Order): Order[] =>
      random.times(this.partitions.orders, make)
    return random.shuffle([
      ...customers.flatMap(customer_id =>
        everywhere(partition =>
          this.make.order({ partition, customer_id, currency: random.pick(currencies) }),
        ),
      ),
      ...currencies.flatMap(currency =>
        everywhere(partition =>
          this.make.order({ partition, customer_id: random.pick(customers), currency }),
        ),
      ),
    ])
  }

  /** Orders that give a record in every result of a table: behind others they show that these have been processed. */
  marks(): Order[] {
    return this.orders(this.customers.steady, ['EUR'])
  }
}
