import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './json-value.ts'
import { amountJson, centsOf, money, parseMoney } from './money.ts'

test.each([
  [0n, '0.00', '0'],
  [5n, '0.05', '0.05'],
  [10n, '0.10', '0.1'],
  [100n, '1.00', '1'],
  [1000n, '10.00', '10'],
  [1250n, '12.50', '12.5'],
  [-300n, '-3.00', '-3'],
  [-1n, '-0.01', '-0.01'],
  [10_000_000_000_001n, '100000000000.01', '100000000000.01'],
])('%s cents are %s, and %s in an input', (cents, text, json) => {
  expect(money(cents)).toBe(text)
  expect(amountJson(cents)).toBe(json)
})

test.each([
  '12.5',
  '12',
  '12.500',
  '.50',
  '012.50',
  '1,250.00',
  '1.25e1',
  '12.50 ',
  '+1.00',
  '',
  '12,50',
  'NaN',
  '١.٠٠',
  '--1.00',
])('%j is no money', text => {
  expect(parseMoney(text)).toBeUndefined()
  expect(parseMoney(Buffer.from(text))).toBeUndefined()
})

test('a record without a value is no money; zero may have a sign', () => {
  expect(parseMoney(null)).toBeUndefined()
  expect(parseMoney('-0.00')).toBe(0n)
})

test('what is no number, or has three decimals, has no cents', () => {
  const cents = (text: string): bigint | undefined => centsOf(parseJson(text))
  expect(['1', '1.5', '1.50', '125e-2', '-0.01', '1e3'].map(cents)).toEqual([
    100n,
    150n,
    150n,
    125n,
    -1n,
    100_000n,
  ])
  expect(['1.005', '"1"', 'null', '[1]', '1e-3'].map(cents)).toEqual(Array(5).fill(undefined))
  expect(centsOf(undefined)).toBeUndefined()
})

test('there and back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), cents => {
      expect(parseMoney(money(cents))).toBe(cents)
      expect(centsOf(parseJson(amountJson(cents)))).toBe(cents)
    }),
  )
})
