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

test('whatever the seed: names beyond ASCII, ids of their own; emails and nulls for version 2, none for version 1', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const random = new Random(String(seed))
    for (const count of [2, 4, 20]) {
      const second = customers(random, count, true, 1)
      expect(second.some(({ email }) => email === null)).toBe(true)
      expect(second.some(({ email }) => typeof email === 'string')).toBe(true)
      const first = customers(random, count, false, 1_000_000)
      expect(first.every(customer => !('email' in customer))).toBe(true)
      for (const list of [first, second]) {
        expect(list.some(({ name }) => /[^\x20-\x7e]/.test(name))).toBe(true)
        expect(list.some(({ name }) => /^[\x20-\x7e]+$/.test(name))).toBe(true)
        expect(new Set(list.map(({ id }) => id)).size).toBe(count)
        expect(list.every(({ id }) => Number.isInteger(id) && id > 0 && id < 2 ** 31)).toBe(true)
      }
    }
  }
})
