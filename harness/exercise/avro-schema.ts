// Are two Avro schemas the same? Names, types, order and defaults decide; `doc`, attribute order and spellings do not.
import { isDeepStrictEqual } from 'node:util'

const COMPLEX = new Set(['record', 'enum', 'array', 'map', 'fixed'])

/**
 * The schema with everything that makes no difference left out: `doc`, unknown attributes, the order of attributes, and
 * spellings such as `{"type":"int"}` for `"int"`. Full names are written out.
 */
export function normalSchema(schema: unknown, space = ''): unknown {
  if (typeof schema === 'string')
    return COMPLEX.has(schema) || schema.includes('.') || space === '' ? schema : named(schema, space)
  if (Array.isArray(schema)) return schema.map(branch => normalSchema(branch, space))
  if (schema === null || typeof schema !== 'object') return schema
  const attributes = schema as Record<string, unknown>
  const { type } = attributes
  if (typeof type !== 'string') return normalSchema(type, space)
  switch (type) {
    case 'record':
    case 'error': {
      const name = fullName(attributes, space)
      const inner = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : ''
      const fields = Array.isArray(attributes.fields) ? attributes.fields : []
      return { type, name, fields: fields.map(field => normalField(field, inner)) }
    }
    case 'enum':
      return { type, name: fullName(attributes, space), symbols: attributes.symbols }
    case 'fixed':
      return { type, name: fullName(attributes, space), size: attributes.size }
    case 'array':
      return { type, items: normalSchema(attributes.items, space) }
    case 'map':
      return { type, values: normalSchema(attributes.values, space) }
    default:
      // A logical type changes what the values mean; an annotation such as avro.java.string does not.
      return attributes.logicalType === undefined
        ? normalSchema(type, space)
        : { type, logicalType: attributes.logicalType }
  }
}

/** True for two schemas that are equal as the contract understands it. Texts that are no JSON equal nothing. */
export function sameSchema(text: string, expected: unknown): boolean {
  try {
    return isDeepStrictEqual(normalSchema(JSON.parse(text)), normalSchema(expected))
  } catch {
    return false
  }
}

function normalField(field: unknown, space: string): unknown {
  if (field === null || typeof field !== 'object') return field
  const { name, type, default: value } = field as Record<string, unknown>
  const normal = { name, type: normalSchema(type, space) }
  return 'default' in field ? { ...normal, default: value } : normal
}

const PRIMITIVES = new Set(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'])

function named(name: string, space: string): string {
  return PRIMITIVES.has(name) ? name : `${space}.${name}`
}

function fullName(attributes: Record<string, unknown>, space: string): string {
  const name = String(attributes.name)
  if (name.includes('.')) return name
  const own = typeof attributes.namespace === 'string' ? attributes.namespace : space
  return own === '' ? name : `${own}.${name}`
}
