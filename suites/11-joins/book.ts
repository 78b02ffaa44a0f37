// What was sent, and what each result ought to say of it.
import type { Customer } from './cast.ts'
import { Known } from './known.ts'
import type { Order, Shipment } from './maker.ts'
import { inEur } from './rates.ts'
import type { Possible } from './said.ts'

const DAY = 86_400_000

export class Book {
  readonly customers = new Known<Customer>()
  readonly rates = new Known<string>()
  readonly shipped = new Map<string, Possible>()
  readonly enriched = new Map<string, Possible>()
  readonly inEur = new Map<string, Possible>()
  /** What `shipped-orders` must not say: orders and shipments that are too far apart. */
  readonly tooFar = new Map<string, string[]>()
  readonly #orders = new Map<string, Order>()
  readonly #shipments = new Map<string, Shipment[]>()

  /** An order is sent now: it meets what the tables may hold now. */
  order(order: Order): void {
    const { order_id, customer_id, cents, currency } = order
    this.#orders.set(order_id, order)
    const customers = this.customers.possible(customer_id)
    this.enriched.set(
      order_id,
      customers.map(customer => customer && enrichedText(order, customer)),
    )
    const rates = this.rates.possible(currency)
    this.inEur.set(
      order_id,
      rates.map(rate => rate && inEur(cents, rate)),
    )
    this.#meet(order)
  }

  shipment(shipment: Shipment): void {
    const { order_id } = shipment
    this.#shipments.set(order_id, [...(this.#shipments.get(order_id) ?? []), shipment])
    const order = this.#orders.get(order_id)
    if (order) this.#meet(order)
  }

  /** What is said of an order that has met the latest value of its customer. */
  withLatestCustomer(order: Order): string | undefined {
    const customer = this.customers.latest(order.customer_id)
    return customer && enrichedText(order, customer)
  }

  /** What is said of an order that has met the latest rate of its currency. */
  atLatestRate({ cents, currency }: Order): string | undefined {
    const rate = this.rates.latest(currency)
    return rate && inEur(cents, rate)
  }

  #meet({ order_id, at }: Order): void {
    const shipments = this.#shipments.get(order_id) ?? []
    const near = shipments.filter(shipment => Math.abs(shipment.at - at) <= DAY)
    const far = shipments.filter(shipment => !near.includes(shipment))
    this.shipped.set(order_id, near.length === 0 ? [undefined] : near.map(shippedText))
    this.tooFar.set(order_id, far.map(shippedText))
  }
}

const shippedText = ({ order_id, carrier }: Shipment): string => JSON.stringify({ order_id, carrier })

const enrichedText = ({ order_id, customer_id }: Order, { name, tier }: Customer): string =>
  JSON.stringify({ order_id, customer_id, name, tier })
