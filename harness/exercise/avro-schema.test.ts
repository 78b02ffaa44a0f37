import { expect, test } from 'vitest'
import { sameSchema } from './avro-schema.ts'

const user = {
  type: 'record',
  name: 'User',
  fields: [
    { name: 'id', type: 'int' },
    { name: 'email', type: ['null', 'string'], default: null },
  ],
}

const other = (change: (schema: typeof user & Record<string, unknown>) => void): string => {
  const copy = structuredClone(user)
  change(copy)
  return JSON.stringify(copy)
}

test('doc, attribute order, unknown attributes and spellings make no difference', () => {
  const spelled = `{"fields":[{"type":{"type":"int"},"doc":"the id","name":"id"},
    {"default":null,"name":"email","type":["null",{"type":"string","avro.java.string":"String"}]}],
    "namespace":"","name":"User","doc":"a user","type":"record"}`
  expect(sameSchema(spelled, user)).toBe(true)
})

test('names, name spaces, types, order and defaults do', () => {
  const cases = [
    other(schema => Object.assign(schema, { name: 'Customer' })),
    other(schema => Object.assign(schema, { namespace: 'com.example' })),
    other(schema => Object.assign(schema.fields[0] ?? {}, { type: 'long' })),
    other(schema => void schema.fields.reverse()),
    other(schema => delete (schema.fields[1] as { default?: null }).default),
    other(schema => Object.assign(schema.fields[1] ?? {}, { type: ['string', 'null'] })),
    other(schema => void schema.fields.pop()),
    other(schema => Object.assign(schema.fields[0] ?? {}, { type: { type: 'int', logicalType: 'date' } })),
    'no JSON',
  ]
  expect(cases.map(text => sameSchema(text, user))).toEqual(cases.map(() => false))
})

test('a full name may be written in one piece or two', () => {
  const two = {
    type: 'record',
    name: 'A',
    namespace: 'x',
    fields: [{ name: 'b', type: { type: 'enum', name: 'B', symbols: ['q'] } }],
  }
  const one = {
    type: 'record',
    name: 'x.A',
    fields: [{ name: 'b', type: { type: 'enum', name: 'x.B', symbols: ['q'] } }],
  }
  expect(sameSchema(JSON.stringify(two), one)).toBe(true)
})
