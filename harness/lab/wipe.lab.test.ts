// All that an exercise can leave on a cluster, left on a real one: each kind is found, and after the wipe none of it is there.
import {
  Admin,
  alterUserScramCredentialsV0,
  ConfigResourceTypes,
  type ConfigResourceTypeValue,
  FeatureUpgradeTypes,
  IncrementalAlterConfigOperationTypes,
  ScramMechanisms,
  updateFeaturesV1,
} from '@platformatic/kafka'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { rest } from '#harness/clients/rest.ts'
import { Wire } from '#harness/clients/wire.ts'
import { poll } from '#harness/host/poll.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { withArchives } from './embedded/archives.ts'
import { openEmbeddedLab } from './embedded/open.ts'
import type { Lab } from './lab.ts'
import { type Baseline, clusterResidue, readBaseline, type WipeOptions, wipeCluster } from './wipe.ts'
import { CONNECT_TOPICS, CONNECT_TRANSACTIONAL_ID } from './worker-settings.ts'

const deadlineMs = 60_000
let lab: Lab
let wire: Wire
let admin: Admin
let before: Baseline

beforeAll(async () => {
  lab = await openEmbeddedLab({ runtime: await withArchives(await prepareRuntime(() => {}), () => {}) })
  wire = new Wire(lab.bootstrapServers)
  admin = new Admin({ clientId: 'test', bootstrapBrokers: lab.bootstrapServers.split(',') })
  // A default that is there from the start, for a test to delete.
  await alter(BROKER, '', 'message.max.bytes', '1000000')
  before = await poll(
    'the default to be there',
    async () => {
      const now = await readBaseline(lab.bootstrapServers, lab.connect.url)
      const is = [...now.settings.values()].find(({ name }) => name === 'message.max.bytes')?.value
      return is === '1000000' ? now : undefined
    },
    { deadlineMs },
  )
})

afterAll(async () => {
  await wire?.close()
  await admin?.close()
  await lab?.close()
})

const options = (): WipeOptions => ({
  bootstrapServers: lab.bootstrapServers,
  connectUrl: lab.connect.url,
  before,
  deadlineMs,
})

const { BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP, TOPIC } = ConfigResourceTypes
const { SET, DELETE } = IncrementalAlterConfigOperationTypes

async function broker(): Promise<{ id: number; host: string; port: number }> {
  const found = (await wire.metadata([])).brokers.find(({ id }) => id === 2)
  if (!found) throw new Error('no broker 2')
  return found
}

async function alter(
  resourceType: ConfigResourceTypeValue,
  resourceName: string,
  name: string,
  value: string | undefined,
): Promise<void> {
  const config =
    value === undefined ? { name, configOperation: DELETE } : { name, configOperation: SET, value }
  const change = [{ resourceType, resourceName, configs: [config] }]
  await (resourceType === BROKER_LOGGER
    ? wire.alterConfigsAt(await broker(), change)
    : wire.alterConfigs(change))
}

async function topic(name: string): Promise<void> {
  await admin.createTopics({ topics: [name], partitions: 1, replicas: 3 })
  await poll(
    `${name} to have a leader`,
    async () => (await wire.metadata([name])).topics[0]?.partitions[0]?.leader,
    {
      deadlineMs,
    },
  )
}

/** What an exercise does, the kind under which it must be found, and how. */
const left: { what: string; kind: string; found: RegExp; leave: () => Promise<unknown> }[] = [
  {
    what: 'a topic like those of the brokers',
    kind: 'topics',
    found: /^__mine$/,
    leave: () => topic('__mine'),
  },
  {
    what: 'a group with offsets',
    kind: 'groups',
    found: /^left-behind$/,
    leave: async () => {
      const client = kafka(lab.bootstrapServers).admin()
      await client.connect()
      await client.setOffsets({
        groupId: 'left-behind',
        topic: '__mine',
        partitions: [{ partition: 0, offset: '0' }],
      })
      await client.disconnect()
    },
  },
  {
    what: 'a transaction that nobody ends',
    kind: 'open transactions',
    found: /^endless$/,
    leave: async () => {
      const producer = kafka(lab.bootstrapServers).producer({
        transactionalId: 'endless',
        maxInFlightRequests: 1,
        idempotent: true,
        transactionTimeout: 600_000,
      })
      await producer.connect()
      const transaction = await producer.transaction()
      await transaction.send({ topic: '__mine', messages: [{ value: 'open' }] })
      await producer.disconnect()
    },
  },
  {
    what: "a broker's setting",
    kind: 'changed settings',
    found: /broker 2: message.max.bytes/,
    leave: () => alter(BROKER, '2', 'message.max.bytes', '1234'),
  },
  {
    what: 'a setting of all brokers',
    kind: 'changed settings',
    found: /^all brokers: num.io.threads$/,
    leave: () => alter(BROKER, '', 'num.io.threads', '5'),
  },
  {
    what: 'a default that was deleted',
    kind: 'changed settings',
    found: /^all brokers: message.max.bytes$/,
    leave: () => alter(BROKER, '', 'message.max.bytes', undefined),
  },
  {
    what: "a broker's logger that says nothing any more",
    kind: 'changed settings',
    found: /broker 2: kafka.request.logger/,
    leave: () => alter(BROKER_LOGGER, '2', 'kafka.request.logger', 'FATAL'),
  },
  {
    what: "a setting of one of the lab's own topics",
    kind: 'changed settings',
    found: /topic connect-offsets: retention.ms/,
    leave: () => alter(TOPIC, CONNECT_TOPICS.offset, 'retention.ms', '1000'),
  },
  {
    what: 'a quota for a client',
    kind: 'client quotas',
    found: /client-id slow/,
    leave: () => quota('client-id', 'slow'),
  },
  {
    what: 'a quota for everybody',
    kind: 'client quotas',
    found: /^user \(default\): producer_byte_rate=1024$/,
    leave: () => quota('user', null),
  },
  {
    what: 'a user',
    kind: 'SCRAM users',
    found: /^alice$/,
    leave: async () =>
      wire.ask(await broker(), connection =>
        alterUserScramCredentialsV0.api.async(
          connection,
          [],
          [
            {
              name: 'alice',
              mechanism: ScramMechanisms.SCRAM_SHA_256,
              iterations: 4096,
              salt: Buffer.from('salt'),
              saltedPassword: Buffer.alloc(32, 1),
            },
          ],
        ),
      ),
  },
  {
    what: 'a connector',
    kind: 'connectors',
    found: /^busy$/,
    leave: async () => {
      const config = {
        'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
        file: '/nowhere/at/all',
        topic: '__mine',
      }
      const { status } = await rest(`${lab.connect.url}/connectors/busy/config`, {
        method: 'PUT',
        body: JSON.stringify(config),
        headers: { 'content-type': 'application/json' },
      })
      expect(status).toBe(201)
    },
  },
  {
    what: 'a setting of a group',
    kind: 'changed settings',
    found: /^group shopping: consumer.session.timeout.ms$/,
    leave: () => alter(GROUP, 'shopping', 'consumer.session.timeout.ms', '5000'),
  },
  {
    what: 'a subscription to client metrics',
    kind: 'changed settings',
    found: /^client metrics all-clients: interval.ms$/,
    leave: () => alter(CLIENT_METRICS, 'all-clients', 'interval.ms', '60000'),
  },
  {
    what: 'a lower feature level',
    kind: 'feature levels',
    found: /^share.version 0 instead of 1$/,
    leave: async () =>
      wire.ask(await broker(), connection =>
        updateFeaturesV1.api.async(
          connection,
          10_000,
          [{ feature: 'share.version', maxVersionLevel: 0, upgradeType: FeatureUpgradeTypes.SAFE_DOWNGRADE }],
          false,
        ),
      ),
  },
  {
    what: 'a level of a logger of Connect',
    kind: "levels of Connect's loggers",
    found: /^org.apache.kafka.connect: TRACE$/,
    leave: () =>
      rest(`${lab.connect.url}/admin/loggers/org.apache.kafka.connect`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ level: 'TRACE' }),
      }),
  },
  {
    what: 'offsets of a connector',
    kind: 'offsets of connectors',
    found: /busy/,
    leave: async () => {
      const producer = kafka(lab.bootstrapServers).producer()
      await producer.connect()
      const key = JSON.stringify(['busy', { filename: 'x' }])
      await producer.send({
        topic: CONNECT_TOPICS.offset,
        messages: [{ key, value: JSON.stringify({ position: 7 }) }],
      })
      await producer.disconnect()
    },
  },
]

async function quota(entityType: 'client-id' | 'user', entityName: string | null): Promise<void> {
  await admin.alterClientQuotas({
    entries: [
      {
        entities: [{ entityType, entityName }],
        ops: [{ key: 'producer_byte_rate', value: 1024, remove: false }],
      },
    ],
  })
}

test('a lab that was just opened has nothing to be removed', async () => {
  // The coordinator of transactions may still be loading.
  const residue = await poll('the brokers to answer', () => clusterResidue(options()), { deadlineMs })
  expect(residue).toEqual({})
})

for (const { what, kind, found, leave } of left) {
  test(`${what} is found`, async () => {
    await leave()
    await poll(
      `${what} to be found`,
      async () => (await clusterResidue(options()))[kind]?.some(name => found.test(name)),
      {
        deadlineMs: 20_000,
      },
    )
  })
}

test('after the wipe nothing is found', async () => {
  await wipeCluster(options())
  expect(await clusterResidue(options())).toEqual({})
})

test('a topic that is made anew has no setting of the one before it', async () => {
  for (let turn = 0; turn < 10; turn++) {
    const configs = [{ name: 'cleanup.policy', value: 'compact' }]
    await admin.createTopics({ topics: ['again'], partitions: 3, replicas: 2, configs })
    await wipeCluster(options())
    await admin.createTopics({ topics: ['again'], partitions: 3, replicas: 3 })
    const producer = kafka(lab.bootstrapServers).producer()
    await producer.connect()
    const messages = [0, 1, 2].map(partition => ({ partition, value: 'without a key' }))
    await producer.send({ topic: 'again', messages })
    await producer.disconnect()
    await wipeCluster(options())
  }
})

test("a transaction under an id of the lab's own is left alone", async () => {
  const transactionalId = CONNECT_TRANSACTIONAL_ID
  const client = kafka(lab.bootstrapServers)
  const producer = client.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  await topic('written-in-a-transaction')
  const transaction = await producer.transaction()
  await transaction.send({ topic: 'written-in-a-transaction', messages: [{ value: 'open' }] })
  expect(await clusterResidue(options())).toEqual({ topics: ['written-in-a-transaction'] })
  await wipeCluster(options())
  await topic('written-in-a-transaction')
  // Whoever had taken the id would have fenced out this producer.
  await transaction.commit()
  await producer.disconnect()
})

test("a topic of the lab's own that was deleted cannot be brought back, and is named at once", async () => {
  await admin.deleteTopics({ topics: [CONNECT_TOPICS.status] })
  await expect(wipeCluster(options())).rejects.toThrow(/connect-status was deleted/)
})
