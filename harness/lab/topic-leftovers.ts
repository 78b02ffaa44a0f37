// Topics, groups and open transactions that an exercise left.
import {
  type Admin,
  FindCoordinatorKeyTypes,
  findCoordinatorV6,
  initProducerIdV4,
  listTransactionsV1,
} from '@platformatic/kafka'
import type { Admin as KafkajsAdmin } from 'kafkajs'
import { listEveryGroup, removeMembers } from '#harness/clients/groups.ts'
import type { Wire } from '#harness/clients/wire.ts'
import { Unrecoverable } from '#harness/host/poll.ts'
import { LabFault } from './lab.ts'
import type { Kind } from './leftovers.ts'

/** What the brokers keep for themselves; anybody may give a topic another name with two underscores. */
const BROKERS_OWN = ['__consumer_offsets', '__transaction_state', '__share_group_state']

export const topics = (admin: Admin, wire: Wire, keep: readonly string[]): Kind => ({
  name: 'topics',
  async look() {
    const names = (await wire.metadata()).topics.map(({ name }) => name)
    // Connect reads its topics once, when it starts: what is gone of them cannot be brought back.
    const gone = keep.filter(name => !names.includes(name))
    const found = names.filter(name => !BROKERS_OWN.includes(name) && !keep.includes(name))
    return {
      found: [...found, ...gone.map(name => `${name} (the lab's own; it was deleted)`)],
      remove: async () => {
        if (gone.length > 0)
          throw new Unrecoverable(new LabFault(`the lab's own topic ${gone.join(', ')} was deleted`))
        await admin.deleteTopics({ topics: found }).catch(() => {})
      },
    }
  },
})

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
