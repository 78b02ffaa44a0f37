import avro from 'avsc'
import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { breaking, compatible, type Field, GUIDE_BREAKING, USER, USER_FIELDS } from './schemas.ts'

/** Can a reader with this schema read what was written with User? By the rules of Avro, without a registry. */
function reads(schema: unknown): boolean {
  try {
    avro.Type.forSchema(schema as avro.Schema).createResolver(avro.Type.forSchema(USER as avro.Schema))
    return true
  } catch {
    return false
  }
}

const fieldsOf = (schema: unknown): Field[] => (schema as { fields: Field[] }).fields
const names = (schema: unknown): string[] => fieldsOf(schema).map(({ name }) => name)
const added = (schema: unknown): Field | undefined =>
  fieldsOf(schema).find(({ name }) => !USER_FIELDS.some(known => known.name === name))
const typeOf = (schema: unknown, field: string): unknown =>
  fieldsOf(schema).find(({ name }) => name === field)?.type

test('the rules tell the two kinds apart', () => {
  expect(reads(USER)).toBe(true)
  expect(reads(GUIDE_BREAKING)).toBe(false)
})

test('whatever the seed: schemas that break by a default only, by a type, by a null that is gone, by a name', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const schemas = breaking(new Random(String(seed)))
    expect(schemas.filter(reads)).toEqual([])
    const nullable = schemas.find(schema => Array.isArray(added(schema)?.type))
    // With a default it would fit.
    expect(nullable).toBeDefined()
    const mended = fieldsOf(nullable).map(field =>
      field === added(nullable) ? { ...field, default: null } : field,
    )
    expect(reads({ type: 'record', name: 'User', fields: mended })).toBe(true)
    expect(schemas.some(schema => fieldsOf(schema).length === 4 && !Array.isArray(added(schema)?.type))).toBe(
      true,
    )
    expect(schemas.some(schema => typeOf(schema, 'email') === 'string')).toBe(true)
    expect(
      schemas.some(
        schema => names(schema).join() === 'id,name,email' && typeOf(schema, 'email') !== 'string',
      ),
    ).toBe(true)
    expect(schemas.some(schema => fieldsOf(schema).length === 3 && !names(schema).includes('name'))).toBe(
      true,
    )
  }
})

test('whatever the seed: schemas that fit by a default, a wider type, a field left out, another order', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const schemas = compatible(new Random(String(seed)))
    expect(schemas.filter(schema => !reads(schema))).toEqual([])
    expect(schemas.filter(schema => added(schema)?.default !== undefined)).toHaveLength(2)
    expect(schemas.some(schema => added(schema)?.default === null)).toBe(true)
    expect(schemas.some(schema => ['long', 'double'].includes(String(typeOf(schema, 'id'))))).toBe(true)
    expect(schemas.some(schema => fieldsOf(schema).length === 2)).toBe(true)
    expect(
      schemas.some(
        schema =>
          names(schema).join() !== 'id,name,email' && names(schema).toSorted().join() === 'email,id,name',
      ),
    ).toBe(true)
  }
})
