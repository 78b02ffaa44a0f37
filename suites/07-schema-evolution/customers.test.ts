import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { customers, decode, encode, isPrinted, V1, V2, v3 } from './customers.ts'

const ann = { id: 7, name: 'Ann' }

test('what was encoded decodes, with the very schema only', () => {
  const value = encode(V2, 42, { ...ann, email: null })
  expect(decode(value, JSON.stringify(V2), 42)).toEqual({ ...ann, email: null })
  expect(decode(value, JSON.stringify(V2), 43)).toBe('the schema id in the record is 42, not 43')
  expect(decode(value, JSON.stringify(V1), 42)).toMatch(/^the body is no Avro of schema 42: trailing data/)
})

test('JSON, a bare Avro body and a missing value are told apart from the wire format', () => {
  expect(decode(Buffer.from('{"id":7}'), JSON.stringify(V1), 1)).toMatch(/does not begin with byte 0/)
  expect(decode(encode(V1, 1, ann).subarray(5), JSON.stringify(V1), 1)).toMatch(/does not begin with byte 0/)
  expect(decode(null, JSON.stringify(V1), 1)).toBe('the record has no value')
})

test('printed means id, name and email alike, email null where there was none; more members are free', () => {
  expect(isPrinted({ email: null, name: 'Ann', id: 7, offset: 3 }, ann)).toBe(true)
  expect(isPrinted({ name: 'Ann', id: 7 }, ann)).toBe(false)
  expect(isPrinted({ email: 'a@b', name: 'Ann', id: 7 }, ann)).toBe(false)
})

test('random customers have ids of their own, and version 3 takes them with one field more', () => {
  const list = customers(new Random('x'), 20, true, 1000)
  expect(new Set(list.map(({ id }) => id)).size).toBe(20)
  const third = v3('note')
  for (const customer of list) {
    expect(decode(encode(third, 9, { ...customer, note: 'n' }), JSON.stringify(third), 9)).toEqual({
      ...customer,
      note: 'n',
    })
  }
})
