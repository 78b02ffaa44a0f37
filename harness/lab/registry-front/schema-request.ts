// The body of a registration, a look-up or a compatibility check.
import { z } from 'zod'
import type { Reference, Version } from './catalogue.ts'
import { bodyAs, type Registry } from './registry.ts'
import { invalidSchema } from './registry-error.ts'
import { canonicalText, isSchemaType, type SchemaType } from './schema-text.ts'

const shape = z.object({
  schema: z.string().nullish(),
  schemaType: z.string().nullish(),
  references: z.array(z.object({ name: z.string(), subject: z.string(), version: z.int() })).nullish(),
  id: z.int().nullish(),
})

export interface SchemaRequest {
  type: SchemaType
  /** Written as it is stored. */
  schema: string
  references: Reference[]
  /** Asked for, which only import mode may. */
  id: number | undefined
}

export function schemaRequest(body: string): SchemaRequest {
  const request = bodyAs(shape, body)
  if (request?.schema == null || request.schema.trim() === '') throw invalidSchema('Empty schema')
  const type = request.schemaType || 'AVRO'
  if (!isSchemaType(type)) throw invalidSchema(`Invalid schema type ${type}`)
  const schema = canonicalText(type, request.schema)
  if (schema === undefined) throw invalidSchema(`The input is not a schema of type ${type}`)
  const id = request.id != null && request.id > 0 ? request.id : undefined
  return { type, schema, references: request.references ?? [], id }
}

const referencesKey = (references: Reference[]): string =>
  JSON.stringify(references.map(({ name, subject, version }) => [name, subject, version]))

/** The newest of these versions whose schema is the requested one. */
export async function findSame(
  registry: Registry,
  versions: Version[],
  request: SchemaRequest,
): Promise<Version | undefined> {
  const references = referencesKey(request.references)
  for (const version of versions.toReversed()) {
    if (version.type !== request.type) continue
    const stored = await registry.catalogue.content(version.id)
    if (canonicalText(version.type, stored.schema) !== request.schema) continue
    if (referencesKey(stored.references) === references) return version
  }
  return undefined
}
