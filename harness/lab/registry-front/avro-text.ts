// One text per Avro schema, whatever its white space and attribute order: the text that Avro's own
// `Schema.toString()` gives. Confluent's registry stores that, and the id of a schema hangs on it.
import { parseExactly } from './exact-json.ts'

type Attributes = Record<string, unknown>

const PRIMITIVES = new Set(['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'])
const SCHEMA_ATTRIBUTES = [
  'aliases',
  'doc',
  'fields',
  'items',
  'name',
  'namespace',
  'size',
  'symbols',
  'type',
  'values',
]
const FIELD_ATTRIBUTES = ['aliases', 'default', 'doc', 'name', 'order', 'type']
const ENUM_ATTRIBUTES = [...SCHEMA_ATTRIBUTES, 'default']

/** What this printer does not understand, perhaps because it is no schema: the registry itself must judge it. */
class NotUnderstood extends Error {}

/** The schema's one text; undefined where the registry must judge the text as it stands. */
export function canonicalAvro(text: string): string | undefined {
  try {
    return new Printer().schema(parseExactly(text), '')
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof SyntaxError) return undefined
    throw error
  }
}

const isAttributes = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const quote = (value: unknown): string => JSON.stringify(value)

function text(value: unknown): string {
  if (typeof value !== 'string') throw new NotUnderstood()
  return value
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new NotUnderstood()
  return value
}

const lastDot = (name: string): [space: string, short: string] => {
  const dot = name.lastIndexOf('.')
  return [name.slice(0, Math.max(dot, 0)), name.slice(dot + 1)]
}

/** A name as it is written inside `space`. */
const nameWithin = (space: string, full: string): string => {
  const [own, short] = lastDot(full)
  return own === space ? short : full
}

const member = (name: string, json: string): string => `${quote(name)}:${json}`
const object = (members: string[]): string => `{${members.join(',')}}`

const optionalText = (attributes: Attributes, name: string): string[] =>
  attributes[name] === undefined ? [] : [member(name, quote(text(attributes[name])))]

const otherMembers = (attributes: Attributes, known: string[]): string[] =>
  Object.entries(attributes)
    .filter(([name]) => !known.includes(name))
    .map(([name, value]) => member(name, quote(value)))

class Printer {
  readonly #defined = new Set<string>()

  schema(schema: unknown, space: string): string {
    if (typeof schema === 'string') return this.#reference(schema, space)
    if (Array.isArray(schema)) return `[${schema.map(branch => this.schema(branch, space)).join(',')}]`
    if (!isAttributes(schema)) throw new NotUnderstood()
    const type = text(schema.type)
    const others = otherMembers(schema, type === 'enum' ? ENUM_ATTRIBUTES : SCHEMA_ATTRIBUTES)
    switch (type) {
      case 'record':
      case 'error':
      case 'enum':
      case 'fixed':
        return this.#named(type, schema, space, others)
      case 'array':
        return object([
          member('type', '"array"'),
          member('items', this.schema(schema.items, space)),
          ...others,
        ])
      case 'map':
        return object([
          member('type', '"map"'),
          member('values', this.schema(schema.values, space)),
          ...others,
        ])
    }
    if (PRIMITIVES.has(type)) {
      return others.length === 0 ? quote(type) : object([member('type', quote(type)), ...others])
    }
    // Avro takes a name in quotes, not in an object.
    throw new NotUnderstood()
  }

  #reference(name: string, space: string): string {
    if (PRIMITIVES.has(name)) return quote(name)
    const full = name.includes('.') || space === '' ? name : `${space}.${name}`
    // An unknown name may come from a referenced schema.
    return quote(this.#defined.has(full) ? nameWithin(space, full) : name)
  }

  #named(type: string, schema: Attributes, space: string, others: string[]): string {
    const name = text(schema.name)
    const [written, short] = lastDot(name)
    const namespace = schema.namespace === undefined ? space : text(schema.namespace)
    const own = name.includes('.') ? written : namespace
    const full = own === '' ? short : `${own}.${short}`
    if (this.#defined.has(full)) throw new NotUnderstood()
    this.#defined.add(full)
    const head = [member('type', quote(type)), member('name', quote(short))]
    if (own !== space) head.push(member('namespace', quote(own)))
    head.push(...optionalText(schema, 'doc'))
    return object([...head, ...this.#body(type, schema, own), ...others, ...this.#aliases(schema, own)])
  }

  #body(type: string, schema: Attributes, space: string): string[] {
    if (type === 'enum') {
      return [member('symbols', quote(list(schema.symbols))), ...optionalText(schema, 'default')]
    }
    if (type === 'fixed') return [member('size', quote(schema.size ?? null))]
    const fields = list(schema.fields).map(field => this.#field(field, space))
    return [member('fields', `[${fields.join(',')}]`)]
  }

  #field(field: unknown, space: string): string {
    if (!isAttributes(field)) throw new NotUnderstood()
    const members = [member('name', quote(text(field.name))), member('type', this.schema(field.type, space))]
    members.push(...optionalText(field, 'doc'))
    if (field.default !== undefined) members.push(member('default', quote(field.default)))
    const order = field.order === undefined ? 'ascending' : text(field.order).toLowerCase()
    if (order !== 'ascending') members.push(member('order', quote(order)))
    if (field.aliases !== undefined) members.push(member('aliases', quote(list(field.aliases).map(text))))
    return object([...members, ...otherMembers(field, FIELD_ATTRIBUTES)])
  }

  #aliases(schema: Attributes, space: string): string[] {
    if (schema.aliases === undefined) return []
    const names = list(schema.aliases).map(alias => nameWithin(space, this.#qualified(text(alias), space)))
    return [member('aliases', quote(names))]
  }

  #qualified(name: string, space: string): string {
    return name.includes('.') || space === '' ? name : `${space}.${name}`
  }
}
