// How a schema of each type is written when it is stored, so that equal schemas have equal texts.
import { canonicalAvro } from './avro-text.ts'
import { parseExactly } from './exact-json.ts'

export const SCHEMA_TYPES = ['JSON', 'PROTOBUF', 'AVRO'] as const
export type SchemaType = (typeof SCHEMA_TYPES)[number]

export const isSchemaType = (name: string): name is SchemaType =>
  (SCHEMA_TYPES as readonly string[]).includes(name)

/** The text as it is stored and compared; undefined where it cannot be a schema of that type. */
export function canonicalText(type: SchemaType, text: string): string | undefined {
  if (text.trim() === '') return undefined
  if (type === 'AVRO') return canonicalAvro(text) ?? text
  if (type === 'PROTOBUF') return text
  try {
    return isJsonSchema(JSON.parse(text)) ? JSON.stringify(parseExactly(text)) : undefined
  } catch {
    return undefined
  }
}

const isJsonSchema = (schema: unknown): boolean =>
  typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null && !Array.isArray(schema))
