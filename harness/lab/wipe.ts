// Brings Kafka and Connect of a lab of ours back in order between two exercises: whatever the last one left is deleted, and it is
// seen to be gone. What stays is what the brokers and the lab's own Connect cluster keep.
import { Admin } from '@platformatic/kafka'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { Wire } from '#harness/clients/wire.ts'
import { patient } from '#harness/host/patience.ts'
import { credentials, quotas } from './access-leftovers.ts'
import { connectorOffsets, connectors } from './connect-leftovers.ts'
import { type LoggerLevels, loggerLevels, readLoggerLevels } from './connect-loggers.ts'
import { type DynamicSettings, readSettings, settings } from './dynamic-settings.ts'
import { type FeatureLevels, featureLevels, readFeatureLevels } from './feature-levels.ts'
import { type Kind, removeAll, residueOf } from './leftovers.ts'
import { groups, topics, transactions } from './topic-leftovers.ts'
import { CONNECT_GROUP, CONNECT_TOPICS, CONNECT_TRANSACTIONAL_ID } from './worker-settings.ts'

/** What is put back as it was when the lab was opened. */
export interface Baseline {
  settings: DynamicSettings
  featureLevels: FeatureLevels
  loggerLevels: LoggerLevels
}

export interface WipeOptions {
  bootstrapServers: string
  connectUrl: string
  before: Baseline
  deadlineMs: number
}

/** Members of the newer group protocols that were killed stay for 6 s. */
const LONGEST_MS = 20_000

export async function readBaseline(bootstrapServers: string, connectUrl: string): Promise<Baseline> {
  const wire = new Wire(bootstrapServers)
  try {
    return {
      settings: await readSettings(wire),
      featureLevels: await readFeatureLevels(wire),
      loggerLevels: await readLoggerLevels(connectUrl),
    }
  } finally {
    await wire.close()
  }
}

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
  const { bootstrapServers, before } = options
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
      first: connectors(wire, options.connectUrl, CONNECT_TOPICS.config),
      rest: [
        connectorOffsets(wire, bootstrapServers, CONNECT_TOPICS.offset),
        transactions(wire, [CONNECT_TRANSACTIONAL_ID]),
        groups(admin, kafkajsAdmin, [CONNECT_GROUP]),
        topics(admin, wire, Object.values(CONNECT_TOPICS)),
        settings(wire, before.settings),
        featureLevels(wire, before.featureLevels),
        loggerLevels(options.connectUrl, before.loggerLevels),
        quotas(wire),
        credentials(wire),
      ],
    })
  } finally {
    await Promise.all([admin.close(), wire.close(), kafkajsAdmin.disconnect()])
  }
}
