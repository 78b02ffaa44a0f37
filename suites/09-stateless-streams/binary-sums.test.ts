import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { aboveInBinary, compensated, exactOfBinary, inOrder, WAYS } from './binary-sums.ts'
import { totalCents } from './orders.ts'

test('sums of binary fractions are what programs make of them', () => {
  const dimes = Array.from({ length: 10 }, () => ({ quantity: 1, unit_price: 0.1 }))
  expect(inOrder(dimes)).toBe(0.9999999999999999)
  expect(compensated(dimes)).toBe(1)
  expect(exactOfBinary(dimes) > BigInt(2 ** 60)).toBe(true)
})

test('at every seed there is an order of exactly 1000.00 that is above it in each way', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const random = new Random(`above ${seed}`)
    const found = WAYS.map(way => ({ way, items: aboveInBinary(random, way) }))
    const right = found.every(
      ({ way, items }) =>
        way(items) &&
        totalCents({ items: items.map(each => ({ sku: 'x', ...each })) }) === 100_000n &&
        items.length <= 20 &&
        items.every(
          ({ quantity, unit_price }) => quantity > 0 && Number(unit_price.toFixed(2)) === unit_price,
        ),
    )
    expect(right, `seed ${seed}`).toBe(true)
  }
})
