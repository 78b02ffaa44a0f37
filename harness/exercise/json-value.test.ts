import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDecimal, jsonText, parseJson, parseObject, pick, sameJson } from './json-value.ts'

const object = (text: string) => parseObject(Buffer.from(text))

test.each([
  'null',
  '',
  ' ',
  '5',
  '"{}"',
  '[{}]',
  '{"a":NaN}',
  '{"a":Infinity}',
  '{"a":01}',
  '{"a":.5}',
  "{'a':1}",
  '{"a":1}}',
  '{"a":1} {"b":2}',
  '{"a":1}x',
  '{"a":1,}',
  '\ufeff{"a":1}',
  '{"a":1e999999999}',
  `{"a":${'['.repeat(100_000)}`,
  `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
])('no object: %.40s', text => {
  expect(object(text)).toBeUndefined()
})

test('no value and bytes that are no UTF-8 are no object', () => {
  expect(parseObject(null)).toBeUndefined()
  expect(parseObject(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBeUndefined()
})

test('numbers are what was written', () => {
  const amount = object('{"amount":9007199254740993.01}')?.amount
  expect(isDecimal(amount) && amount.toFixed()).toBe('9007199254740993.01')
  const sum = object('{"a":0.1,"b":0.2}')
  expect(isDecimal(sum?.a) && isDecimal(sum.b) && sum.a.plus(sum.b).toFixed(2)).toBe('0.30')
  // As deep as a list and an object lead.
  expect(jsonText(parseJson('{"items":[{"price":19.990}]}') ?? null)).toBe('{"items":[{"price":19.99}]}')
})

test.each([
  ['{"a":5,"b":[1.50]}', '{"b":[1.5],"a":5.0}', true],
  ['{"a":5e0}', '{"a":50e-1}', true],
  ['{"a":-0}', '{"a":0}', true],
  ['{"a":"5"}', '{"a":5}', false],
  ['{"a":[1,2]}', '{"a":[2,1]}', false],
  ['{"a":null}', '{}', false],
  ['{"a":0.1}', '{"a":0.10000000000000001}', false],
  ['{"a":{"b":true}}', '{"a":{"b":false}}', false],
  ['{"a":"\\u00e9"}', '{"a":"é"}', true],
  ['{"__proto__":{"a":1}}', '{}', false],
  ['{"a":{}}', '{"a":[]}', false],
])('%s and %s: %s', (a, b, same) => {
  expect(sameJson(object(a), object(b))).toBe(same)
})

test('nothing is the same as nothing only', () => {
  expect(sameJson(undefined, undefined)).toBe(true)
  expect(sameJson(undefined, null)).toBe(false)
})

test('what is named is kept, and what is lacking is not made up', () => {
  const seen = object('{"order_id":"o-1","more":true,"amount":12.50}') ?? {}
  expect(sameJson(pick(seen, ['order_id', 'amount']), object('{"amount":12.5,"order_id":"o-1"}'))).toBe(true)
  expect(pick(seen, ['order_id', 'toString', 'currency'])).toEqual({ order_id: 'o-1' })
})

test('whatever JavaScript writes is read as the same, and its text is its own', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), text => {
      const value = parseJson(text)
      if (value === undefined) throw new Error('is JSON')
      expect(sameJson(parseJson(jsonText(value)), value)).toBe(true)
    }),
  )
})
