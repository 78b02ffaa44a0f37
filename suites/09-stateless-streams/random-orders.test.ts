import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { brokenOrders } from './broken-orders.ts'
import { type Order, regionTopic, totalCents } from './orders.ts'
import { Orders } from './random-orders.ts'

const SEEDS = Array.from({ length: 1000 }, (_, seed) => `seed ${seed}`)

/** The contract's bounds for whatever is valid. */
function isValid(order: Order): boolean {
  return (
    order.items.length >= 1 &&
    order.items.length <= 20 &&
    order.items.every(
      ({ quantity, unit_price }) =>
        Number.isInteger(quantity) &&
        quantity >= 1 &&
        quantity <= 100 &&
        unit_price >= 0 &&
        unit_price <= 1_000_000 &&
        Number(unit_price.toFixed(2)) === unit_price,
    )
  )
}

const hasExtras = (order: Order): boolean => 'note' in order

test('at every seed orders are valid, no two have one id, and every edge is there', () => {
  for (const seed of SEEDS) {
    const orders = new Orders(new Random(seed))
    const plain = orders.plain(40)
    const treacherous = orders.treacherousTotals()
    const near = orders.nearTheLimit()
    const regions = orders.everyRegion()
    const all = [...plain, ...treacherous, ...near, ...regions]
    expect(all.every(isValid)).toBe(true)
    expect(new Set(all.map(({ order_id }) => order_id)).size).toBe(all.length)
    // The first check has no order that another one is about.
    expect([...plain, ...treacherous].every(({ region }) => typeof region === 'string')).toBe(true)
    const distances = [...plain, ...treacherous].map(order => totalCents(order) - 100_000n)
    expect(distances.every(cents => cents > 1000n || cents < -1000n)).toBe(true)
    expect(new Set(plain.map(regionTopic)).size).toBe(3)

    const cents = near.map(totalCents)
    for (const edge of [99_999n, 100_000n, 100_001n]) expect(cents).toContain(edge)
    expect(cents.filter(each => each === 100_000n).length).toBeGreaterThanOrEqual(10)
    expect(near.some(order => totalCents(order) > 100_000n && hasExtras(order))).toBe(true)

    for (const region of ['US', 'EU', 'us', 'USA', ' US', '', null]) {
      expect(regions.some(order => 'region' in order && order.region === region)).toBe(true)
    }
    expect(regions.some(order => !('region' in order))).toBe(true)
    for (const topic of ['us-orders', 'eu-orders', 'other-orders'])
      expect(regions.some(order => regionTopic(order) === topic && hasExtras(order))).toBe(true)
  }
})

test('at every seed no broken value is a valid order, and all kinds are there', () => {
  for (const seed of SEEDS) {
    const broken = brokenOrders(new Random(seed))
    expect(broken.some(({ key }) => key === null) && broken.some(({ key }) => key !== null)).toBe(true)
    const parsed = broken.map(({ value }) => {
      try {
        return JSON.parse(value ?? '')
      } catch {
        return undefined
      }
    })
    expect(parsed.filter(value => value === undefined)).toHaveLength(10)
    expect(parsed.filter(isOrder)).toEqual([])
    // One thing is wrong with each: nearly all of them name an order.
    expect(parsed.filter(value => typeof value?.order_id === 'string').length).toBeGreaterThan(30)
  }
})

function isOrder(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || !('items' in value) || !('order_id' in value))
    return false
  const { order_id, items } = value
  return (
    typeof order_id === 'string' &&
    Array.isArray(items) &&
    items.length > 0 &&
    items.every(
      item =>
        typeof item?.sku === 'string' &&
        typeof item.quantity === 'number' &&
        typeof item.unit_price === 'number',
    )
  )
}
