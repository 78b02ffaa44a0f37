// Makes a registry ready for students, and empty again between two exercises.
import { z } from 'zod'
import { Registry } from './registry.ts'
import { CONFLUENT_API, OWN_API, refusal, type Upstream } from './upstream.ts'

const groupsShape = z.object({ groups: z.array(z.object({ groupId: z.string() })) })

/** Apicurio deletes through its own API only where it is told that it may. */
const DELETIONS = ['artifact', 'artifact-version', 'group']

export async function prepare(url: string, firstIds: number): Promise<Registry> {
  const registry = new Registry(url)
  const { upstream } = registry
  try {
    for (const what of DELETIONS) {
      const property = `${OWN_API}/admin/config/properties/apicurio.rest.deletion.${what}.enabled`
      await upstream.ask('PUT', property, { value: 'true' })
    }
    for (let number = 1; number <= firstIds; number++) {
      const schema = JSON.stringify({ type: 'fixed', name: `Placeholder${number}`, size: number })
      await upstream.ask('POST', `${CONFLUENT_API}/subjects/placeholder-${number}/versions`, { schema })
    }
    await empty(registry)
    return registry
  } catch (error) {
    await upstream.close()
    throw error
  }
}

/** Removes everything, whichever API it came through. Ids are not given out twice to different schemas. */
export const empty = (registry: Registry): Promise<void> =>
  registry.changes.take(async () => {
    const { upstream } = registry
    await Promise.all([remove(upstream, `${OWN_API}/groups/default/artifacts`), deleteGroups(upstream)])
    await upstream.ask('DELETE', `${OWN_API}/admin/rules`)
    // The registry's own API stores whatever it is given, were it not for this rule.
    await upstream.ask('POST', `${OWN_API}/admin/rules`, { ruleType: 'VALIDITY', config: 'FULL' })
    upstream.forgetTroubles()
    registry.catalogue.forget()
    registry.modes.reset()
    await registry.levels.reset()
  })

async function deleteGroups(upstream: Upstream): Promise<void> {
  const { groups } = await upstream.read(groupsShape, 'GET', `${OWN_API}/groups?limit=500`)
  for (const { groupId } of groups) {
    await remove(upstream, `${OWN_API}/groups/${encodeURIComponent(groupId)}`)
  }
}

async function remove(upstream: Upstream, path: string): Promise<void> {
  const answer = await upstream.send('DELETE', path)
  // An empty group counts as not found.
  if (answer.status >= 300 && answer.status !== 404) throw refusal('DELETE', path, answer)
}
