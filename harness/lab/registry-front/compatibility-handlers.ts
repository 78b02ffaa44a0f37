// /compatibility: whether a schema could be registered, asked without registering it.
import { z } from 'zod'
import type { Version } from './catalogue.ts'
import { type Answer, type Call, flag, type Registry } from './registry.ts'
import { RegistryError, versionNotFound } from './registry-error.ts'
import { type SchemaRequest, schemaRequest } from './schema-request.ts'
import { objections, validate } from './storage.ts'
import { CONFLUENT_API } from './upstream.ts'
import { pick, versionId } from './version-id.ts'

const checkShape = z.object({ is_compatible: z.boolean() })

export async function checkVersion(call: Call): Promise<Answer> {
  const id = versionId(call.part('version'))
  const request = readRequest(call)
  if (request === undefined) return verdict(call, false, ['The input is not a schema'])
  const active = await activeVersions(call)
  const version = pick(active, id)
  if (version === undefined && id !== 'latest') throw versionNotFound(id)
  return check(call, request, version === undefined ? [] : [version])
}

/** As a registration would check: against the newest version, or against all where the level is transitive. */
export async function checkSubject(call: Call): Promise<Answer> {
  const request = readRequest(call)
  if (request === undefined) return verdict(call, false, ['The input is not a schema'])
  const active = await activeVersions(call)
  const transitive = call.registry.levels.inForce(call.part('subject')).endsWith('_TRANSITIVE')
  return check(call, request, transitive ? active.toReversed() : active.slice(-1))
}

const activeVersions = async ({ registry, part }: Call): Promise<Version[]> =>
  (await registry.catalogue.versionsOf(part('subject'))).filter(({ deleted }) => !deleted)

/** A schema that is none is an error, or with `verbose` the answer "no"; undefined is that answer. */
function readRequest(call: Call): SchemaRequest | undefined {
  try {
    return schemaRequest(call.body)
  } catch (error) {
    if (isInvalidSchema(error) && flag(call.query, 'verbose') && call.body.trim() !== '') return undefined
    throw error
  }
}

const isInvalidSchema = (error: unknown): error is RegistryError =>
  error instanceof RegistryError && error.code === 42201

const verdict = ({ query }: Call, compatible: boolean, messages: string[]): Answer => ({
  json: { is_compatible: compatible, ...(flag(query, 'verbose') ? { messages } : {}) },
})

async function check(call: Call, request: SchemaRequest, versions: Version[]): Promise<Answer> {
  const { registry, query } = call
  const subject = call.part('subject')
  if (versions.length > 0) await registry.changes.take(() => registry.levels.tell(subject))
  try {
    // The schema must be one even where there is nothing to compare it with.
    if (versions.length === 0) await validate(registry, request)
    for (const version of versions) {
      if (await isCompatible(registry, request, version)) continue
      return verdict(call, false, flag(query, 'verbose') ? await reasons(registry, request, version) : [])
    }
  } catch (error) {
    if (!isInvalidSchema(error) || !flag(query, 'verbose')) throw error
    return verdict(call, false, [error.message])
  }
  return verdict(call, true, [])
}

async function isCompatible(registry: Registry, request: SchemaRequest, version: Version): Promise<boolean> {
  if (version.type !== request.type) return registry.levels.inForce(version.subject) === 'NONE'
  const path = `${CONFLUENT_API}/compatibility/subjects/${encodeURIComponent(version.subject)}/versions/${version.version}`
  const { schema, type: schemaType, references } = request
  const answer = await registry.upstream.read(checkShape, 'POST', path, { schema, schemaType, references })
  return answer.is_compatible
}

/** Only a registration says what is wrong, so one is rehearsed. */
async function reasons(registry: Registry, request: SchemaRequest, version: Version): Promise<string[]> {
  const found = await objections(registry, version.subject, request)
  const general = `The new schema is not compatible with version ${version.version}`
  return [
    ...(found.length === 0 ? [general] : found),
    `the level is ${registry.levels.inForce(version.subject)}`,
  ]
}
