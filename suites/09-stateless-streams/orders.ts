// What an order is, and what follows from it.

export interface Item {
  sku: string
  /** A whole number. */
  quantity: number
  /** Two decimals at most. */
  unit_price: number
  [more: string]: unknown
}

export interface Order {
  order_id: string
  customer_id: string
  region?: string | null
  items: Item[]
  [more: string]: unknown
}

export const REGION_TOPICS = ['us-orders', 'eu-orders', 'other-orders'] as const
export const OUTPUTS = ['order-totals', 'high-value-orders', ...REGION_TOPICS] as const
export type Output = (typeof OUTPUTS)[number]

/** Exact: two decimals are whole cents, and twenty items of the dearest stay far below what a double counts without gaps. */
export function totalCents({ items }: Pick<Order, 'items'>): bigint {
  const cents = items.map(
    ({ quantity, unit_price }) => BigInt(quantity) * BigInt(Math.round(unit_price * 100)),
  )
  return cents.reduce((sum, each) => sum + each, 0n)
}

export const HIGH_CENTS = 1000_00n

export function regionTopic({ region }: Order): Output {
  if (region === 'US') return 'us-orders'
  return region === 'EU' ? 'eu-orders' : 'other-orders'
}

/** Does the order belong into this topic? */
export function belongs(order: Order, topic: Output): boolean {
  if (topic === 'order-totals') return true
  return topic === 'high-value-orders' ? totalCents(order) > HIGH_CENTS : regionTopic(order) === topic
}
