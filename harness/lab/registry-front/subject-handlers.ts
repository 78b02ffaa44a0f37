// /subjects: which there are, look-up of a schema, deletion.
import { type Answer, type Call, flag, paged } from './registry.ts'
import {
  schemaNotFound,
  subjectNotFound,
  subjectNotSoftDeleted,
  subjectSoftDeleted,
} from './registry-error.ts'
import { hasPrefix, versionMembers } from './schema-handlers.ts'
import { findSame, schemaRequest } from './schema-request.ts'
import { validate } from './storage.ts'
import { CONFLUENT_API } from './upstream.ts'

export async function getSubjects({ registry, query }: Call): Promise<Answer> {
  const versions = (await registry.catalogue.versions()).filter(hasPrefix(query))
  const all = new Set(versions.map(({ subject }) => subject))
  const active = new Set(versions.filter(({ deleted }) => !deleted).map(({ subject }) => subject))
  const deletedOnly = [...all].filter(subject => !active.has(subject))
  const chosen = flag(query, 'deletedOnly') ? deletedOnly : flag(query, 'deleted') ? [...all] : [...active]
  return { json: paged(chosen, query) }
}

export async function lookUpSchema({ registry, part, query, body }: Call): Promise<Answer> {
  const subject = part('subject')
  const request = schemaRequest(body)
  const versions = (await registry.catalogue.versionsOf(subject)).filter(
    ({ deleted }) => !deleted || flag(query, 'deleted'),
  )
  if (versions.length === 0) throw subjectNotFound(subject)
  const version = await findSame(registry, versions, request)
  if (version === undefined) {
    await validate(registry, request)
    throw schemaNotFound()
  }
  return { json: await versionMembers(registry, version) }
}

export async function deleteSubject({ registry, part, query }: Call): Promise<Answer> {
  const subject = part('subject')
  registry.modes.refuseReadOnly(subject)
  return registry.changes.take(async () => {
    const versions = await registry.catalogue.versionsOf(subject)
    const active = versions.filter(({ deleted }) => !deleted)
    if (versions.length === 0) throw subjectNotFound(subject)
    const permanent = flag(query, 'permanent')
    if (permanent && active.length > 0) throw subjectNotSoftDeleted(subject)
    if (!permanent && active.length === 0) throw subjectSoftDeleted(subject)
    const path = `${CONFLUENT_API}/subjects/${encodeURIComponent(subject)}`
    await registry.upstream.ask('DELETE', permanent ? `${path}?permanent=true` : path)
    registry.forgetSettings(subject)
    if (permanent) registry.levels.gone(subject)
    return { json: (permanent ? versions : active).map(({ version }) => version) }
  })
}
