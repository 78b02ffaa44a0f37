// Orders of exactly 1000.00 that are above it in binary fractions, however these are added up. Random orders hardly ever come
// near the limit, and 250 x 4 is exact in binary, too: they have to be searched for.
import type { Random } from '#harness/exercise/words.ts'
import type { Item } from './orders.ts'

type Goods = Pick<Item, 'quantity' | 'unit_price'>

/** One product after the other, as a loop or a reduce does. */
export function inOrder(items: readonly Goods[]): number {
  return items.reduce((sum, { quantity, unit_price }) => sum + quantity * unit_price, 0)
}

/** With what is lost at each step added in the end, as Java's DoubleStream.sum and Python's sum do. */
export function compensated(items: readonly Goods[]): number {
  let sum = 0
  let lost = 0
  for (const { quantity, unit_price } of items) {
    const product = quantity * unit_price
    const next = sum + product
    lost += Math.abs(sum) >= Math.abs(product) ? sum - next + product : product - next + sum
    sum = next
  }
  return sum + lost
}

/** A hundred times the total, where each price is made cents in binary and nothing is rounded. */
export function inCents(items: readonly Goods[]): number {
  return items.reduce((sum, { quantity, unit_price }) => sum + quantity * (unit_price * 100), 0)
}

const SCALE = 2 ** 60
/** Exact, of prices that were binary already, as `new BigDecimal(double)` makes it; in parts of 2^60. A price of a cent has no smaller parts. */
export function exactOfBinary(items: readonly Goods[]): bigint {
  return items.reduce(
    (sum, { quantity, unit_price }) => sum + BigInt(quantity) * BigInt(unit_price * SCALE),
    0n,
  )
}

/** The ways in which an order of exactly 1000.00 can look like more. */
export const WAYS: readonly ((items: readonly Goods[]) => boolean)[] = [
  items => inOrder(items) > 1000,
  items => compensated(items) > 1000,
  items => inCents(items) > 100_000,
  items => exactOfBinary(items) > BigInt(1000 * SCALE),
]

/** Prices that add up to exactly 1000.00 and are above it in this way. */
export function aboveInBinary(random: Random, way: (items: readonly Goods[]) => boolean): Goods[] {
  for (;;) {
    const items = exactThousand(random)
    if (items && way(items) && way(items.toReversed())) return items
  }
}

function exactThousand(random: Random): Goods[] | undefined {
  let left = 100_000
  const items: Goods[] = random.times(random.int(1, 4), () => {
    const quantity = random.int(1, 9)
    const cents = random.int(1, Math.max(1, Math.floor((0.9 * left) / quantity)))
    left -= quantity * cents
    return { quantity, unit_price: cents / 100 }
  })
  if (left <= 0) return undefined
  const quantity = random.pick([1, 2, 3, 4, 5, 6, 7, 8, 9].filter(each => left % each === 0))
  return random.shuffle([...items, { quantity, unit_price: left / quantity / 100 }])
}
