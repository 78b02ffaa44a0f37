// Limits and users that an exercise may have set. There are no ACLs: the lab's brokers have no authorizer to keep them.
import {
  alterClientQuotasV1,
  alterUserScramCredentialsV0,
  describeClientQuotasV0,
  describeUserScramCredentialsV0,
} from '@platformatic/kafka'
import { anyBroker, type Wire } from '#harness/clients/wire.ts'
import type { Kind } from './leftovers.ts'

export const quotas = (wire: Wire): Kind => ({
  name: 'client quotas',
  async look() {
    const broker = await anyBroker(wire)
    const answer = await wire.ask(broker, connection =>
      describeClientQuotasV0.api.async(connection, [], false),
    )
    const entries = answer.entries ?? []
    return {
      found: entries.flatMap(({ entity, values }) => {
        const whom = entity
          .map(({ entityType, entityName }) => `${entityType} ${entityName ?? '(default)'}`)
          .join(', ')
        return values.map(({ key, value }) => `${whom}: ${key}=${value}`)
      }),
      remove: async () => {
        const changes = entries.map(({ entity, values }) => ({
          entities: entity,
          ops: values.map(({ key }) => ({ key, remove: true as const })),
        }))
        await wire.ask(broker, connection => alterClientQuotasV1.api.async(connection, changes, false))
      },
    }
  },
})

export const credentials = (wire: Wire): Kind => ({
  name: 'SCRAM users',
  async look() {
    const broker = await anyBroker(wire)
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
