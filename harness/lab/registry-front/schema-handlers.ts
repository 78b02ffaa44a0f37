// /schemas and /contexts: what is registered, by id.
import type { Version } from './catalogue.ts'
import { type Answer, type Call, flag, paged, type Registry } from './registry.ts'
import { notFound, schemaNotFound } from './registry-error.ts'
import { canonicalText, SCHEMA_TYPES, type SchemaType } from './schema-text.ts'

export async function schemaMembers(registry: Registry, { id, type }: { id: number; type: SchemaType }) {
  const { schema, references } = await registry.catalogue.content(id)
  return {
    ...(type === 'AVRO' ? {} : { schemaType: type }),
    ...(references.length === 0 ? {} : { references }),
    schema: canonicalText(type, schema) ?? schema,
  }
}

export async function versionMembers(registry: Registry, version: Version) {
  return {
    subject: version.subject,
    version: version.version,
    id: version.id,
    ...(await schemaMembers(registry, version)),
  }
}

/** `:*:` before a prefix means "in every context", and there is but one. */
export const hasPrefix = (query: URLSearchParams) => {
  const prefix = (query.get('subjectPrefix') ?? '').replace(/^:\*:/, '')
  return ({ subject }: Version): boolean => subject.startsWith(prefix)
}

export async function getSchemas({ registry, query }: Call): Promise<Answer> {
  const all = (await registry.catalogue.versions())
    .filter(hasPrefix(query))
    .filter(({ deleted }) => !deleted || flag(query, 'deleted'))
  const chosen = flag(query, 'latestOnly')
    ? all.filter(({ subject }, index) => all[index + 1]?.subject !== subject)
    : all
  return { json: await Promise.all(paged(chosen, query).map(version => versionMembers(registry, version))) }
}

export const getSchemaTypes = async (): Promise<Answer> => ({ json: SCHEMA_TYPES })

export const getContexts = async (): Promise<Answer> => ({ json: ['.'] })

/** The versions with the id in the path. */
async function holders({ registry, part }: Call): Promise<[Version, ...Version[]]> {
  const text = part('id')
  if (!/^[+-]?\d+$/.test(text)) throw notFound()
  const id = Number(text)
  const [first, ...rest] = (await registry.catalogue.versions()).filter(version => version.id === id)
  if (first === undefined) throw schemaNotFound(id)
  return [first, ...rest]
}

export async function getSchemaById(call: Call): Promise<Answer> {
  const [first] = await holders(call)
  return { json: await schemaMembers(call.registry, first) }
}

export async function getSchemaTextById(call: Call): Promise<Answer> {
  const [first] = await holders(call)
  return { text: (await schemaMembers(call.registry, first)).schema }
}

export async function getSubjectsOfId(call: Call): Promise<Answer> {
  const versions = (await holders(call)).filter(({ deleted }) => !deleted || flag(call.query, 'deleted'))
  return { json: paged([...new Set(versions.map(({ subject }) => subject))], call.query) }
}

export async function getVersionsOfId(call: Call): Promise<Answer> {
  const versions = (await holders(call)).filter(({ deleted }) => !deleted || flag(call.query, 'deleted'))
  return {
    json: paged(
      versions.map(({ subject, version }) => ({ subject, version })),
      call.query,
    ),
  }
}
