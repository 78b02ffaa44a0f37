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

/** Readers with this schema cannot read what was written with User. */
export function breaking(random: Random): unknown {
  const field = random.word(5, 9)
  const changes: (() => readonly Field[])[] = [
    () =>
      insert(random, USER_FIELDS, { name: field, type: random.pick(['string', 'int', 'double', 'boolean']) }),
    () => retype('id', random.pick(['string', 'boolean', 'bytes'])),
    () => retype('name', random.pick(['int', 'long', 'double'])),
    () => USER_FIELDS.map(each => (each.name === 'name' ? { ...each, name: field } : each)),
    () => insert(random, USER_FIELDS, { name: field, type: { type: 'array', items: 'string' } }),
  ]
  return record(random.pick(changes)())
}

/** Readers with this schema can read what was written with User. */
export function compatible(random: Random): unknown {
  const field = random.word(5, 9)
  const changes: (() => readonly Field[])[] = [
    () =>
      insert(random, USER_FIELDS, {
        name: field,
        type: ['null', random.pick(['string', 'int'])],
        default: null,
      }),
    () => insert(random, USER_FIELDS, { name: field, type: 'string', default: random.word() }),
    () => insert(random, USER_FIELDS, { name: field, type: 'int', default: random.int(0, 99) }),
    () => retype('id', random.pick(['long', 'double'])),
    () => without(random.pick(['name', 'email'])),
    () => random.shuffle(USER_FIELDS),
  ]
  return record(random.pick(changes)())
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
