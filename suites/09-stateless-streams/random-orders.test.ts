import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { brokenOrders } from './broken-orders.ts'
import { type Order, regionTopic, totalCents } from './orders.ts'
import { Orders } from './random-orders.ts'

/** A thousand seeds, in parts: on a machine with other work all of them at once take longer than a test may. */
const PARTS = [0, 250, 500, 750]
const seedsFrom = (first: number): string[] =>
  Array.from({ length: 250 }, (_, index) => `seed ${first + index}`)

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

/** A thousand times `expect` would take longer than all that is expected. */
const faultsAt = (seed: string, holds: Record<string, boolean>): string[] =>
  Object.keys(holds)
    .filter(what => !holds[what])
    .map(what => `${seed}: not ${what}`)

test.each(PARTS)(
  'at every seed from %i on orders are valid, no two have one id, and every edge is there',
  first => {
    const faults = seedsFrom(first).flatMap(seed => {
      const orders = new Orders(new Random(seed))
      const plain = orders.plain(40)
      const early = [...plain, ...orders.treacherousTotals()]
      const near = orders.nearTheLimit()
      const regions = orders.everyRegion()
      const all = [...early, ...near, ...regions]
      const cents = near.map(totalCents)
      const distances = early.map(order => totalCents(order) - 100_000n)
      const known = new Set(regions.map(order => ('region' in order ? order.region : 'none')))
      const rich = regions.filter(hasExtras)
      return faultsAt(seed, {
        valid: all.every(isValid),
        'ids of their own': new Set(all.map(({ order_id }) => order_id)).size === all.length,
        // The first check has no order that another one is about.
        'regions that are texts': early.every(({ region }) => typeof region === 'string'),
        'far from the limit': distances.every(distance => distance > 1000n || distance < -1000n),
        'of all regions': new Set(plain.map(regionTopic)).size === 3,
        'on either side of the limit': [99_999n, 100_000n, 100_001n].every(edge => cents.includes(edge)),
        'on the limit ten times': cents.filter(each => each === 100_000n).length >= 10,
        'high with more members': near.some(order => totalCents(order) > 100_000n && hasExtras(order)),
        'in every region': ['US', 'EU', 'us', 'USA', ' US', '', null, 'none'].every(region =>
          known.has(region),
        ),
        'with another region before its own, and behind it':
          regions.filter(order => 'billing' in order).length === 10,
        'in every region with more members': new Set(rich.map(regionTopic)).size === 3,
      })
    })
    expect(faults).toEqual([])
  },
)

test.each(PARTS)(
  'at every seed from %i on no broken value is a valid order, and all kinds are there',
  first => {
    const faults = seedsFrom(first).flatMap(seed => {
      const broken = brokenOrders(new Random(seed))
      const parsed = broken.map(({ value }) => parsedOrNot(value))
      return faultsAt(seed, {
        'with keys and without': new Set(broken.map(({ key }) => key === null)).size === 2,
        'ten that are no JSON': parsed.filter(value => value === undefined).length === 10,
        'all broken': !parsed.some(isOrder),
        // One thing is wrong with each: nearly all of them name an order.
        'broken in one thing': parsed.filter(value => typeof value?.order_id === 'string').length > 30,
      })
    })
    expect(faults).toEqual([])
  },
)

function parsedOrNot(value: string | null) {
  try {
    return JSON.parse(value ?? '')
  } catch {
    return undefined
  }
}

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
