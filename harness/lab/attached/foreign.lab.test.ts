// A cluster that others use while a grade runs on it: what is theirs is untouched, also when it comes or joins in the meantime.
import type { Consumer } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { rest } from '#harness/clients/rest.ts'
import { poll } from '#harness/host/poll.ts'
import { Observer } from '#harness/observe/observer.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { withArchives } from '../embedded/archives.ts'
import { openEmbeddedLab } from '../embedded/open.ts'
import type { Lab } from '../lab.ts'
import { findCluster } from './cluster.ts'
import { openAttachedLab } from './open.ts'

const deadline = { deadlineMs: 60_000 }
const course = { topics: ['orders'], topicsBeginning: ['canary-'], subjects: [], connectors: ['named'] }

let cluster: Lab
let observe: Observer
const consumers: Consumer[] = []

beforeAll(async () => {
  cluster = await openEmbeddedLab({ runtime: await withArchives(await prepareRuntime(() => {}), () => {}) })
  observe = new Observer(cluster)
})

afterAll(async () => {
  await Promise.allSettled(consumers.map(consumer => consumer.disconnect()))
  await observe?.close()
  await cluster?.close()
})

async function createTopics(...topics: string[]): Promise<void> {
  const config = topics.map(topic => ({ topic, numPartitions: 1, replicationFactor: 3 }))
  await (await observe.admin()).createTopics({ topics: config, waitForLeaders: false })
  for (const topic of topics)
    await poll(`${topic} to be known`, () => observe.topicEverywhere(topic), deadline)
}

/** A consumer that has read what there is and committed it. */
async function join(groupId: string, topic: string): Promise<{ joins: () => number; consumer: Consumer }> {
  await (await observe.producer()).send({ topic, messages: [{ value: 'x', partition: 0 }] })
  const consumer = kafka(cluster.bootstrapServers).consumer({ groupId })
  consumers.push(consumer)
  let joins = 0
  consumer.on(consumer.events.GROUP_JOIN, () => void joins++)
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({ autoCommitInterval: 100, eachMessage: async () => {} })
  await poll(
    `${groupId} to have committed`,
    async () => ((await observe.committedOffsets()).get(groupId)?.get(topic)?.get(0) ?? -1n) > 0n,
    deadline,
  )
  return { joins: () => joins, consumer }
}

async function connector(name: string, topic: string): Promise<void> {
  const config = {
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
    file: '/nowhere/at/all',
    topic,
  }
  const put = async (): Promise<boolean> =>
    (
      await rest(`${cluster.connect.url}/connectors/${name}/config`, {
        method: 'PUT',
        body: JSON.stringify(config),
        headers: { 'content-type': 'application/json' },
      })
    ).status === 201
  await poll(`connector ${name} to be made`, put, deadline)
}

test('what others start, stop and join during a grade is untouched; what the exercises brought goes', async () => {
  await createTopics('theirs')
  const early = await join('other-team', 'theirs')
  const found = await findCluster(
    {
      bootstrap: cluster.bootstrapServers,
      registry: cluster.registryUrl,
      connect: cluster.connect.url,
    },
    course,
  )
  const lab = await openAttachedLab({ cluster: found, javaVersion: '21' })

  // Theirs: an application with its internal topics, a group, a connector; one member goes and comes again.
  await createTopics('late-app-store-changelog')
  const late = await join('late-app', 'theirs')
  await connector('their-connector', 'theirs')
  const restless = await join('restless', 'theirs')
  await restless.consumer.disconnect()
  const again = await join('restless', 'theirs')
  // Ours: an application, a connector that nobody named, what the suites make.
  await createTopics('orders', 'ours-store-changelog', 'canary-1')
  const ours = await join('ours', 'orders')
  await connector('unnamed', 'orders')
  await connector('named', 'theirs')

  // The programs of an exercise have ended when the lab is put in order.
  await ours.consumer.disconnect()
  await lab.reset()

  expect([...(await observe.committedOffsets()).keys()].sort()).toEqual([
    'late-app',
    'other-team',
    'restless',
  ])
  expect((await observe.connect.connectors()).sort()).toEqual(['their-connector'])
  const topics = await observe.topicNames()
  expect(topics).toEqual(expect.arrayContaining(['theirs', 'late-app-store-changelog']))
  for (const name of ['orders', 'ours-store-changelog', 'canary-1']) expect(topics).not.toContain(name)
  await lab.close()
  expect([early, late, again].map(({ joins }) => joins())).toEqual([1, 1, 1])
})
