import { expect, test } from 'vitest'
import { wholeNumber } from './whole-number.ts'

const long = (count: bigint): Buffer => {
  const buffer = Buffer.alloc(8)
  buffer.writeBigInt64BE(count)
  return buffer
}

test('a decimal string or an 8-byte long; eight ASCII digits are a string', () => {
  expect(wholeNumber(Buffer.from('7'))).toBe(7n)
  expect(wholeNumber(Buffer.from('12345678'))).toBe(12_345_678n)
  expect(wholeNumber(Buffer.from('-1234567'))).toBe(-1_234_567n)
  expect(wholeNumber(long(7n))).toBe(7n)
  expect(wholeNumber(long(0n))).toBe(0n)
  expect(wholeNumber(long(-1n))).toBe(-1n)
})

test.each(['seven', ' 7', '7 ', '7.0', '', '1e3', '12.50000', 'abcdefgh', '-', '0x1f', '1234567890123456'])(
  '%j is no whole number',
  text => {
    expect(wholeNumber(Buffer.from(text))).toBeUndefined()
  },
)

test('four bytes are no long, and no value is no number', () => {
  expect(wholeNumber(Buffer.from([0, 0, 0, 7]))).toBeUndefined()
  expect(wholeNumber(null)).toBeUndefined()
})
