// POST /subjects/S/versions: a schema becomes a subject's next version, or is found to be there already.
import type { Version } from './catalogue.ts'
import type { Answer, Call, Registry } from './registry.ts'
import { incompatibleSchema, invalidSubject, notPermitted } from './registry-error.ts'
import { findSame, type SchemaRequest, schemaRequest } from './schema-request.ts'
import { store } from './storage.ts'

export async function register({ registry, part, body }: Call): Promise<Answer> {
  const subject = part('subject')
  // What Apicurio's own API can name; topics cannot be named otherwise anyway.
  if (!/^[\x20-\x24\x26-\x7e]+$/.test(subject)) throw invalidSubject(subject)
  const request = schemaRequest(body)
  return registry.changes.take(async () => {
    const versions = await registry.catalogue.versionsOf(subject)
    const active = versions.filter(({ deleted }) => !deleted)
    const same = await findSame(registry, active, request)
    if (same !== undefined && (request.id ?? same.id) === same.id) return { json: { id: same.id } }
    refuseByMode(registry, subject, request)
    refuseOtherType(registry, subject, active, request)
    if (versions.length > 0) await registry.levels.tell(subject)
    return { json: { id: await store(registry, subject, request, versions) } }
  })
}

function refuseByMode(registry: Registry, subject: string, request: SchemaRequest): void {
  registry.modes.refuseReadOnly(subject)
  const importing = registry.modes.inForce(subject) === 'IMPORT'
  if (request.id !== undefined && !importing) throw notPermitted(`Subject ${subject} is not in import mode`)
  if (importing)
    throw notPermitted(`Subject ${subject} is in import mode, and this registry cannot import ids`)
}

function refuseOtherType(
  registry: Registry,
  subject: string,
  active: Version[],
  request: SchemaRequest,
): void {
  const other = active.find(({ type }) => type !== request.type)
  if (other !== undefined && registry.levels.inForce(subject) !== 'NONE') {
    throw incompatibleSchema(`Version ${other.version} of subject ${subject} is of type ${other.type}`)
  }
}
