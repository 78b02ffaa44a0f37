// What is owed to orders, given all that has happened to them: it follows from which events have come, not from how often or in which
// order they came.
import type { EventType, SagaEvent } from './events.ts'

export const OUTPUTS = ['payment-commands', 'shipping-commands', 'refund-commands', 'order-outcomes'] as const
export type Output = (typeof OUTPUTS)[number]

export interface Owed {
  topic: Output
  order: string
  /** What the record says, as JSON, without members that are free. */
  json: string
}

interface Order {
  types: Set<EventType>
  amount: number | undefined
}

export class Saga {
  readonly #orders = new Map<string, Order>()

  add({ order_id, type, amount }: SagaEvent): void {
    const order = this.#orders.get(order_id) ?? { types: new Set(), amount: undefined }
    order.types.add(type)
    order.amount ??= amount
    this.#orders.set(order_id, order)
  }

  /** All that is owed by now. */
  owed(): Owed[] {
    return [...this.#orders].flatMap(([order, state]) => owedTo(order, state))
  }
}

function owedTo(order: string, { types, amount }: Order): Owed[] {
  const owes = (topic: Output, rest: object = {}): Owed => ({
    topic,
    order,
    json: JSON.stringify({ order_id: order, ...rest }),
  })
  if (!types.has('ORDER_CREATED')) return []
  const owed = [owes('payment-commands', { amount })]
  if (types.has('PAYMENT_FAILED')) owed.push(owes('order-outcomes', { outcome: 'CANCELLED' }))
  if (!types.has('PAYMENT_COMPLETED')) return owed
  owed.push(owes('shipping-commands'))
  if (types.has('SHIPMENT_COMPLETED')) owed.push(owes('order-outcomes', { outcome: 'COMPLETED' }))
  if (types.has('SHIPMENT_FAILED'))
    owed.push(owes('refund-commands', { amount }), owes('order-outcomes', { outcome: 'CANCELLED' }))
  return owed
}
