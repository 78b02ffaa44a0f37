// The guide's two versions of Customer, a third, random customers, and the Confluent wire format.
import avro from 'avsc'
import type { Random } from '#harness/exercise/words.ts'

const ID = { name: 'id', type: 'int' }
const NAME = { name: 'name', type: 'string' }
const EMAIL = { name: 'email', type: ['null', 'string'], default: null }

export interface CustomerSchema {
  type: 'record'
  name: 'Customer'
  fields: { name: string; type: unknown; default?: unknown }[]
}

export const V1: CustomerSchema = { type: 'record', name: 'Customer', fields: [ID, NAME] }
export const V2: CustomerSchema = { type: 'record', name: 'Customer', fields: [ID, NAME, EMAIL] }

/** Version 3: one more optional field, under a name that nobody can know. */
export function v3(field: string): CustomerSchema {
  return { ...V2, fields: [...V2.fields, { name: field, type: ['null', 'string'], default: null }] }
}

export interface Customer {
  id: number
  name: string
  /** Undefined where the customer is for version 1. */
  email?: string | null
}

const FIRST_NAMES = ['Zoë', 'José', 'Łukasz', '李', '🚀', 'Ann', "O'Neil", 'Ünal "Ü"']

/**
 * Customers with ids of their own in this run, and (for version 2) an email or null. In every list there is a name in ASCII and one beyond, and
 * for version 2 an email and a null.
 *
 * @param count 2 at least
 */
export function customers(random: Random, count: number, withEmail: boolean, firstId: number): Customer[] {
  const names = random.shuffle(['Ann', 'Zoë', ...random.times(count - 2, () => random.pick(FIRST_NAMES))])
  const emails = random.shuffle([true, false, ...random.times(count - 2, () => random.chance(0.6))])
  return random.times(count, index => {
    const name = `${names[index]} ${random.word()}`
    const customer = { id: firstId + index * random.int(1, 3) * 1000 + index, name }
    if (!withEmail) return customer
    return { ...customer, email: emails[index] ? `${random.word()}@${random.word()}.example` : null }
  })
}

const HEADER = 5

/** Byte 0, the schema's id in four bytes, the body. */
export function encode(schema: CustomerSchema, id: number, customer: object): Buffer {
  const header = Buffer.alloc(HEADER)
  header.writeInt32BE(id, 1)
  return Buffer.concat([header, avro.Type.forSchema(schema as avro.Schema).toBuffer(customer)])
}

/**
 * The customer in a record's value.
 *
 * @returns what is wrong with the value, where it is not in the wire format with exactly this schema
 */
export function decode(value: Buffer | null, schemaText: string, id: number): Customer | string {
  if (value === null) return 'the record has no value'
  if (value.length < HEADER || value[0] !== 0)
    return `the value does not begin with byte 0 and a schema id: 0x${hex(value)}`
  const actualId = value.readInt32BE(1)
  if (actualId !== id) return `the schema id in the record is ${actualId}, not ${id}`
  try {
    const type = avro.Type.forSchema(JSON.parse(schemaText) as avro.Schema)
    return { ...(type.fromBuffer(value.subarray(HEADER)) as Customer) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return `the body is no Avro of schema ${id}: ${why} (0x${hex(value)})`
  }
}

function hex(value: Buffer): string {
  return `${value.subarray(0, 24).toString('hex')}${value.length > 24 ? '…' : ''}`
}

/** A customer as `consume` is to print it. */
export function inV2Shape({ id, name, email = null }: Customer): Required<Customer> {
  return { id, name, email }
}

/** Is `printed`, an object on a line of `consume`, this customer in version 2's shape? More members are free. */
export function isPrinted(printed: Record<string, unknown>, customer: Customer): boolean {
  const { id, name, email } = inV2Shape(customer)
  return printed.id === id && printed.name === name && printed.email === email
}
