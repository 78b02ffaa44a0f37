// /subjects/S/versions: a subject's versions, one by one.
import type { Version } from './catalogue.ts'
import { type Answer, type Call, flag, paged } from './registry.ts'
import {
  subjectNotFound,
  versionNotFound,
  versionNotSoftDeleted,
  versionSoftDeleted,
} from './registry-error.ts'
import { schemaMembers, versionMembers } from './schema-handlers.ts'
import { CONFLUENT_API, OWN_API } from './upstream.ts'
import { pick, versionId } from './version-id.ts'

export async function getVersions({ registry, part, query }: Call): Promise<Answer> {
  const subject = part('subject')
  const all = await registry.catalogue.versionsOf(subject)
  const chosen = flag(query, 'deletedOnly')
    ? all.filter(({ deleted }) => deleted)
    : all.filter(({ deleted }) => !deleted || flag(query, 'deleted'))
  if (chosen.length === 0) throw subjectNotFound(subject)
  return {
    json: paged(
      chosen.map(({ version }) => version),
      query,
    ),
  }
}

async function findVersion({ registry, part, query }: Call): Promise<Version> {
  const subject = part('subject')
  const id = versionId(part('version'))
  const visible = (await registry.catalogue.versionsOf(subject)).filter(
    ({ deleted }) => !deleted || flag(query, 'deleted'),
  )
  if (visible.length === 0) throw subjectNotFound(subject)
  const version = pick(visible, id)
  if (version === undefined) throw versionNotFound(id)
  return version
}

export async function getVersion(call: Call): Promise<Answer> {
  return { json: await versionMembers(call.registry, await findVersion(call)) }
}

export async function getVersionText(call: Call): Promise<Answer> {
  return { text: (await schemaMembers(call.registry, await findVersion(call))).schema }
}

export async function getReferrers(call: Call): Promise<Answer> {
  const { subject, version } = await findVersion(call)
  const path = `${CONFLUENT_API}/subjects/${encodeURIComponent(subject)}/versions/${version}/referencedby`
  const { text } = await call.registry.upstream.ask('GET', path)
  return { text }
}

export async function deleteVersion({ registry, part, query }: Call): Promise<Answer> {
  const subject = part('subject')
  const id = versionId(part('version'))
  registry.modes.refuseReadOnly(subject)
  return registry.changes.take(async () => {
    const versions = await registry.catalogue.versionsOf(subject)
    if (versions.length === 0) throw subjectNotFound(subject)
    const permanent = flag(query, 'permanent')
    const active = versions.filter(({ deleted }) => !deleted)
    const version = pick(id === 'latest' && !permanent ? active : versions, id)
    if (version === undefined) throw versionNotFound(id)
    if (permanent && !version.deleted) throw versionNotSoftDeleted(subject, version.version)
    if (!permanent && version.deleted) throw versionSoftDeleted(subject, version.version)
    const name = encodeURIComponent(subject)
    const path = `${CONFLUENT_API}/subjects/${name}/versions/${version.version}`
    await registry.upstream.ask('DELETE', permanent ? `${path}?permanent=true` : path)
    if (active.every(other => other === version)) registry.forgetSettings(subject)
    if (permanent && versions.length === 1) {
      // The registry keeps a subject without versions, of one type for ever.
      await registry.upstream.ask('DELETE', `${OWN_API}/groups/default/artifacts/${name}`)
      registry.levels.gone(subject)
    }
    return { json: version.version }
  })
}
