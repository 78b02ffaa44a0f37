// Limits and users that an exercise may have set. There are no ACLs: the lab's brokers have no authorizer to keep them.
import { type Admin, alterUserScramCredentialsV0, describeUserScramCredentialsV0 } from '@platformatic/kafka'
import type { Wire } from '#harness/clients/wire.ts'
import type { Kind } from './leftovers.ts'

export const quotas = (admin: Admin): Kind => ({
  name: 'client quotas',
  async look() {
    const entries = await admin.describeClientQuotas({ components: [], strict: false })
    return {
      found: entries.map(({ entity }) =>
        entity.map(({ entityType, entityName }) => `${entityType} ${entityName ?? '(default)'}`).join(', '),
      ),
      remove: async () => {
        await admin.alterClientQuotas({
          entries: entries.map(({ entity, values }) => ({
            entities: entity,
            ops: values.map(({ key }) => ({ key, remove: true as const })),
          })),
        })
      },
    }
  },
})

export const credentials = (wire: Wire): Kind => ({
  name: 'SCRAM users',
  async look() {
    const { brokers } = await wire.metadata([])
    const [broker] = brokers
    if (!broker) throw new Error('no broker answers')
    const { results } = await wire.ask(broker, connection =>
      describeUserScramCredentialsV0.api.async(connection, null),
    )
    const doomed = results.flatMap(({ user, credentialInfos }) =>
      credentialInfos.map(({ mechanism }) => ({ name: user, mechanism })),
    )
    return {
      found: results.map(({ user }) => user),
      remove: async () => {
        await wire.ask(broker, connection => alterUserScramCredentialsV0.api.async(connection, doomed, []))
      },
    }
  },
})
