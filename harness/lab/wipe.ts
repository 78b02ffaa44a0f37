// Brings Kafka and Connect back in order between two exercises: whatever the last one left is deleted, and it is seen to be gone.
import { Admin } from '@platformatic/kafka'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { Wire } from '#harness/clients/wire.ts'
import { patient } from '#harness/host/patience.ts'
import { credentials, quotas } from './access-leftovers.ts'
import { connectorOffsets, connectors } from './connect-leftovers.ts'
import { type DynamicSettings, settings } from './dynamic-settings.ts'
import { type Kind, removeAll, residueOf } from './leftovers.ts'
import { groups, topics, transactions } from './topic-leftovers.ts'

export interface WipeOptions {
  bootstrapServers: string
  connectUrl: string
  /** Topics of the lab's own that stay, beside those that the brokers keep for themselves. */
  keepTopics: readonly string[]
  /** Groups of the lab's own that stay. */
  keepGroups: readonly string[]
  /** Transactional ids of the lab's own, which nobody else may take: that would fence out who has them. */
  keepTransactionalIds: readonly string[]
  /** Connect's topic of configurations. */
  connectConfigs: string
  /** Connect's topic of source offsets; its keys get tombstones, which every worker reads at once. */
  connectOffsets: string
  /** Dynamic settings of the brokers as they were when the lab was opened. */
  settings: DynamicSettings
  deadlineMs: number
}

/** Members of the newer group protocols that were killed stay for 6 s. */
const LONGEST_MS = 20_000

/** @throws LabFault that names what could not be removed */
export async function wipeCluster(options: WipeOptions): Promise<void> {
  // Another lab is up sooner than a longer wait would be over.
  const deadlineMs = Math.min(options.deadlineMs, patient(LONGEST_MS))
  await withKinds(options, async ({ first, rest }) => {
    // A connector that runs would write anew what is deleted.
    await removeAll(first, deadlineMs)
    await Promise.all(rest.map(kind => removeAll(kind, deadlineMs)))
  })
}

/** What there is that `wipeCluster` would remove or set back, by kind. */
export async function clusterResidue(options: WipeOptions): Promise<Record<string, readonly string[]>> {
  return withKinds(options, ({ first, rest }) => residueOf([first, ...rest]))
}

async function withKinds<Answer>(
  options: WipeOptions,
  use: (kinds: { first: Kind; rest: Kind[] }) => Promise<Answer>,
): Promise<Answer> {
  const { bootstrapServers, keepTopics, keepGroups } = options
  const admin = new Admin({
    clientId: 'day2-grader',
    bootstrapBrokers: bootstrapServers.split(','),
    retries: 10,
    retryDelay: 200,
  })
  const wire = new Wire(bootstrapServers)
  const kafkajsAdmin = kafka(bootstrapServers).admin()
  try {
    await kafkajsAdmin.connect()
    return await use({
      first: connectors(wire, options.connectUrl, options.connectConfigs),
      rest: [
        connectorOffsets(wire, bootstrapServers, options.connectOffsets),
        transactions(wire, options.keepTransactionalIds),
        groups(admin, kafkajsAdmin, keepGroups),
        topics(admin, wire, keepTopics),
        settings(wire, options.settings),
        quotas(admin),
        credentials(wire),
      ],
    })
  } finally {
    await Promise.all([admin.close(), wire.close(), kafkajsAdmin.disconnect()])
  }
}
