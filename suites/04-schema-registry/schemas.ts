// The guide's schemas, and random next versions of User that are compatible with it or are not.
import type { Random } from '#harness/exercise/words.ts'

export interface Field {
  name: string
  type: unknown
  default?: unknown
}

export const USER_FIELDS: readonly Field[] = [
  { name: 'id', type: 'int' },
  { name: 'name', type: 'string' },
  { name: 'email', type: ['null', 'string'], default: null },
]

export const USER = record(USER_FIELDS)

/** The guide's own breaking change: a new field without a default. */
export const GUIDE_BREAKING = record([
  { name: 'id', type: 'int' },
  { name: 'full_name', type: 'string' },
])

export function record(fields: readonly Field[]): { type: 'record'; name: string; fields: readonly Field[] } {
  return { type: 'record', name: 'User', fields }
}

/**
 * Readers with these schemas cannot read what was written with User. Of each kind of change there is one in every run: whoever
 * knows only some of the rules is found out by any seed.
 */
export function breaking(random: Random): unknown[] {
  const field = random.word(5, 9)
  const types = ['string', 'int', 'double', 'boolean', { type: 'array', items: 'string' }]
  const required = insert(random, USER_FIELDS, { name: field, type: random.pick(types) })
  // It may be null, but what it is where it was not written nobody says.
  const { default: _, ...withoutDefault } = optional(random)
  const optionalWithoutDefault = insert(random, USER_FIELDS, withoutDefault)
  const retyped = random.pick([
    () => retype('id', random.pick(['string', 'boolean', 'bytes'])),
    () => retype('name', random.pick(['int', 'long', 'double'])),
  ])()
  const neverNull = retype('email', 'string')
  const renamed = USER_FIELDS.map(each => (each.name === 'name' ? { ...each, name: field } : each))
  return random.shuffle([required, optionalWithoutDefault, retyped, neverNull, renamed]).map(record)
}

/** Readers with these schemas can read what was written with User; one of each kind of change. */
export function compatible(random: Random): unknown[] {
  const withDefault = insert(random, USER_FIELDS, optional(random))
  const required = [
    { type: 'string', default: random.word() },
    { type: 'int', default: random.int(0, 99) },
  ]
  const filledIn = insert(random, USER_FIELDS, { name: random.word(5, 9), ...random.pick(required) })
  const widened = retype('id', random.pick(['long', 'double']))
  const removed = without(random.pick(['name', 'email']))
  // In another order, and not by chance in the same.
  const reordered = random
    .shuffle(USER_FIELDS.slice(0, -1))
    .toSpliced(random.int(0, 1), 0, ...USER_FIELDS.slice(-1))
  return random.shuffle([withDefault, filledIn, widened, removed, reordered]).map(record)
}

/** A field that may be null, with null for its default; without that it breaks what it would fit. */
function optional(random: Random): Field {
  return { name: random.word(5, 9), type: ['null', random.pick(['string', 'int'])], default: null }
}

function without(name: string): readonly Field[] {
  return USER_FIELDS.filter(each => each.name !== name)
}

function insert(random: Random, fields: readonly Field[], field: Field): readonly Field[] {
  return fields.toSpliced(random.int(0, fields.length), 0, field)
}

function retype(name: string, type: unknown): readonly Field[] {
  return USER_FIELDS.map(each => (each.name === name ? { name, type } : each))
}
