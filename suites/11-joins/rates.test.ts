import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { ratesOf } from './cast.ts'
import { amountAt, inEur, treacherous, unitOf } from './rates.ts'

test('products are exact, and written with two places and without an exponent', () => {
  expect(inEur(29n, '1')).toBe('0.29')
  expect(inEur(0n, '1.0825')).toBe('0.00')
  expect(inEur(100_000_000n, '1000')).toBe('1000000000.00')
  expect(inEur(10_000n, '0.0001')).toBe('0.01')
  expect(inEur(40_000n, '1.0825')).toBe('433.00')
  expect(() => inEur(1n, '0.0001')).toThrow('no whole cents')
})

test('the unit is the least amount that gives whole cents at all rates', () => {
  expect(unitOf([])).toBe(1n)
  expect(unitOf(['0.5', '0.25'])).toBe(4n)
  expect(unitOf(['1.10'])).toBe(10n)
  expect(unitOf(['0.0001'])).toBe(10_000n)
})

test('whatever the seed: amounts up to a million, rates from 0.0001 to 1000 as decimals, products in whole cents', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const random = new Random(String(seed))
    const { values, never } = ratesOf(random)
    const odd = [...values].filter(([currency, rates]) => {
      const cents = amountAt(random, rates)
      const legal = rates.every(
        rate => /^\d+(\.\d{1,4})?$/.test(rate) && Number(rate) >= 0.0001 && Number(rate) <= 1000,
      )
      // A rate that has changed shows in every amount.
      const told = new Set(rates.map(rate => inEur(cents, rate)))
      return (
        !legal ||
        never.includes(currency) ||
        cents <= 0n ||
        cents > 100_000_000n ||
        told.size !== rates.length
      )
    })
    expect(odd).toEqual([])
    expect(values.get('EUR')).toEqual(['1'])
  }
})

test('whatever the seed: nothing, a million, the highest product, a rate that rounding changes, and cents that binary fractions lose', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const { values } = ratesOf(new Random(String(seed)))
    const edges = treacherous(values)
    const told = edges.map(({ currency, cents }) => {
      const rate = values.get(currency)?.[0] ?? ''
      return { cents, rate, right: inEur(cents, rate) }
    })
    const results = told.map(({ right }) => right)
    const missing = ['0.00', '0.29', '999999.99', '0.01', '1000000000.00'].filter(
      text => !results.includes(text),
    )
    const cut = told.filter(({ cents, rate, right }) => cutTo(cents, rate) !== right)
    expect({
      missing,
      cut: cut.length > 0,
      rounded: told.some(({ cents, rate, right }) => inEur(cents, roundedTo2(rate)) !== right),
    }).toEqual({ missing: [], cut: true, rounded: true })
  }
})

const cutTo = (cents: bigint, rate: string): string =>
  (Math.trunc((Number(cents) / 100) * Number(rate) * 100) / 100).toFixed(2)

const roundedTo2 = (rate: string): string => Number(rate).toFixed(2)
