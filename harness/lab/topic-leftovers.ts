// Topics, groups and open transactions that an exercise left.
import {
  type Admin,
  ConfigResourceTypes,
  ConfigSources,
  describeConfigsV4,
  FindCoordinatorKeyTypes,
  findCoordinatorV6,
  IncrementalAlterConfigOperationTypes,
  initProducerIdV4,
  listTransactionsV1,
} from '@platformatic/kafka'
import type { Admin as KafkajsAdmin } from 'kafkajs'
import { listEveryGroup, removeMembers } from '#harness/clients/groups.ts'
import { anyBroker, type Wire } from '#harness/clients/wire.ts'
import { Unrecoverable } from '#harness/host/poll.ts'
import { LabFault } from './lab.ts'
import type { Kind } from './leftovers.ts'

const { TOPIC } = ConfigResourceTypes

/** What the brokers keep for themselves; anybody may give a topic another name with two underscores. */
const BROKERS_OWN = ['__consumer_offsets', '__transaction_state', '__share_group_state']

/** Connect reads its topics once, when it starts: what is gone of them cannot be brought back. */
const missing = (names: readonly string[], keep: readonly string[]): string[] =>
  keep.filter(name => !names.includes(name))

/** Of the lab's own topics those that are not there. */
export async function missingTopics(wire: Wire, keep: readonly string[]): Promise<string[]> {
  const { topics } = await wire.metadata()
  return missing(
    topics.map(({ name }) => name),
    keep,
  )
}

export const topics = (admin: Admin, wire: Wire, keep: readonly string[]): Kind => ({
  name: 'topics',
  async look() {
    const names = (await wire.metadata()).topics.map(({ name }) => name)
    const gone = missing(names, keep)
    const found = names.filter(name => !BROKERS_OWN.includes(name) && !keep.includes(name))
    return {
      found: [...found, ...gone.map(name => `${name} (the lab's own; it was deleted)`)],
      remove: async () => {
        if (gone.length > 0)
          throw new Unrecoverable(new LabFault(`the lab's own topic ${gone.join(', ')} was deleted`))
        // First what was set for it: seen twice, a topic that was made anew kept cleanup.policy=compact of the one before it.
        await unset(wire, found).catch(() => {})
        await admin.deleteTopics({ topics: found }).catch(() => {})
      },
    }
  },
})

/** Takes back all settings of the topics' own. */
async function unset(wire: Wire, topics: readonly string[]): Promise<void> {
  const broker = await anyBroker(wire)
  const { DELETE } = IncrementalAlterConfigOperationTypes
  const asked = topics.map(resourceName => ({ resourceType: TOPIC, resourceName, configurationKeys: null }))
  const { results } = await wire.ask(broker, connection =>
    describeConfigsV4.api.async(connection, asked, false, false),
  )
  const changes = results.flatMap(({ resourceName, configs }) => {
    const own = configs.filter(({ configSource }) => configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG)
    const deleted = own.map(({ name }) => ({ name, configOperation: DELETE }))
    return deleted.length > 0 ? [{ resourceType: TOPIC, resourceName, configs: deleted }] : []
  })
  if (changes.length > 0) await wire.alterConfigs(changes)
}

export const groups = (admin: Admin, kafkajsAdmin: KafkajsAdmin, keep: readonly string[]): Kind => ({
  name: 'groups',
  async look() {
    const found = (await listEveryGroup(admin)).map(({ id }) => id).filter(id => !keep.includes(id))
    const removeOne = async (id: string): Promise<void> => {
      // Members that were killed sit in their group until their session ends; they are shown out.
      await removeMembers(admin, kafkajsAdmin, id)
      await admin.deleteGroups({ groups: [id] }).catch(() => {})
    }
    return { found, remove: async () => void (await Promise.all(found.map(removeOne))) }
  },
})

/** An id without a transaction stays known to its coordinator for a week, and hinders nobody. */
export const transactions = (wire: Wire, keep: readonly string[]): Kind => ({
  name: 'open transactions',
  async look() {
    const { brokers } = await wire.metadata([])
    const told = await Promise.all(
      brokers.map(broker =>
        wire.ask(broker, connection =>
          listTransactionsV1.api.async(connection, ['ONGOING', 'COMMITTING', 'PREPARE_ABORT'], [], -1n, null),
        ),
      ),
    )
    const found = told
      .flatMap(({ transactionStates }) => transactionStates.map(({ transactionalId }) => transactionalId))
      .filter(id => !keep.includes(id))
    const abort = async (id: string): Promise<void> => {
      const [any] = brokers
      if (!any) return
      const { coordinators } = await wire.ask(any, connection =>
        findCoordinatorV6.api.async(connection, FindCoordinatorKeyTypes.TRANSACTION, [id]),
      )
      const [coordinator] = coordinators
      if (!coordinator) return
      // Whoever comes with the same id aborts what was open under it. "Concurrent transactions" means: not yet.
      await wire
        .ask(coordinator, connection => initProducerIdV4.api.async(connection, id, 60_000))
        .catch(() => {})
    }
    return { found, remove: async () => void (await Promise.all(found.map(abort))) }
  },
})
