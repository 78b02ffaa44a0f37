// The embedded engine for real: three brokers, registry, workers; stopped, killed, started again, put in order, closed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Producer, stringSerializers } from '@platformatic/kafka'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { TopicReader } from '#harness/clients/topic-reader.ts'
import { Wire } from '#harness/clients/wire.ts'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import { Observer } from '#harness/observe/observer.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import type { Lab } from '../lab.ts'
import { withArchives } from './archives.ts'
import { openEmbeddedLab } from './open.ts'

let lab: Lab
let observe: Observer

beforeAll(async () => {
  const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
  lab = await openEmbeddedLab({ runtime })
  observe = new Observer(lab)
})

afterAll(async () => {
  await observe?.close()
  await lab?.close()
})

const deadline = { deadlineMs: 60_000 }

/** kafkajs's own wait for leaders gives up on a broker that has not heard of the topic yet. */
async function createTopic(config: {
  topic: string
  numPartitions: number
  replicationFactor: number
}): Promise<void> {
  await (await observe.admin()).createTopics({ topics: [config], waitForLeaders: false })
  await poll(`${config.topic} to be known`, () => observe.topicEverywhere(config.topic), deadline)
}

test('three brokers, the registry at its root and one worker answer', async () => {
  const wire = new Wire(lab.bootstrapServers)
  const { brokers } = await wire.metadata([])
  await wire.close()
  expect(brokers.map(({ id }) => id).sort()).toEqual([1, 2, 3])
  expect(await observe.registry.subjects()).toEqual([])
  expect(await observe.connect.connectors()).toEqual([])
  expect(lab.connect.workers.map(({ state }) => state)).toEqual(['running'])
})

test('a killed broker is away, its leadership moves, and it comes back in sync on its old address', async () => {
  await createTopic({ topic: 'moves', numPartitions: 3, replicationFactor: 3 })
  const victim = lab.brokers[1]
  const { address } = victim
  await victim.kill()
  expect(victim.state).toBe('stopped')
  await poll(
    'leadership to move',
    async () =>
      (await observe.topicEverywhere('moves')).partitions.every(
        ({ leader, isr }) => leader !== 2 && !isr.includes(2),
      ),
    deadline,
  )
  await victim.start()
  expect(victim.address).toBe(address)
  await poll(
    'the ISR to be whole',
    async () => (await observe.topicEverywhere('moves')).partitions.every(({ isr }) => isr.length === 3),
    deadline,
  )
})

test('a broker that dies by itself is told apart from one that was stopped', async () => {
  const broker = lab.brokers[2]
  const { pid } = broker as unknown as { pid: number }
  process.kill(pid, 'SIGKILL')
  await poll('the death to be noticed', () => broker.state === 'dead', deadline)
  await broker.start()
  expect(broker.state).toBe('running')
})

test('produce requests are on record with their acks', async () => {
  const producer = await observe.producer()
  await producer.send({ topic: 'moves', messages: [{ value: 'seen' }] })
  const { id } = (await observe.topic('moves')) ?? { id: '' }
  const requests = (await Promise.all(lab.brokers.map(broker => broker.produceRequests()))).flat()
  const ours = requests.filter(({ topics }) =>
    topics.some(topic => topic.name === 'moves' || topic.id === id),
  )
  expect(ours).toEqual([expect.objectContaining({ clientId: 'day2-grader', acks: -1 })])
})

test('workers scale to three in one group, and a killed one is no longer counted on', async () => {
  await lab.connect.scale(3)
  await poll('three members', async () => (await observe.connectGroupSize()) === 3, deadline)
  await lab.connect.workers[0]?.kill()
  await poll('two members', async () => (await observe.connectGroupSize()) === 2, deadline)
  expect(await observe.connect.connectors()).toEqual([])
})

test('reset leaves nothing of what was there: topics, groups, subjects, connectors, offsets, settings', async () => {
  await observe.registry.register('x-value', 'string')
  await observe.registry.call('PUT', '/config', { compatibility: 'NONE' })
  const admin = await observe.admin()
  const consumer = await admin.fetchOffsets({ groupId: 'left-behind' })
  expect(consumer).toEqual([])
  await admin.setOffsets({
    groupId: 'left-behind',
    topic: 'moves',
    partitions: [{ partition: 0, offset: '0' }],
  })
  await lab.brokers[1].stop()

  await lab.reset()

  expect(lab.brokers.map(({ state }) => state)).toEqual(['running', 'running', 'running'])
  expect(lab.connect.workers.map(({ state }) => state)).toEqual(['running'])
  expect(
    (await observe.topicNames()).filter(name => !name.startsWith('__') && !name.startsWith('connect-')),
  ).toEqual([])
  expect(await observe.registry.subjects()).toEqual([])
  expect((await observe.registry.call('GET', '/config')).body).toMatchObject({
    compatibilityLevel: 'BACKWARD',
  })
  expect([...(await observe.committedOffsets()).keys()]).toEqual([])
  expect((await Promise.all(lab.brokers.map(broker => broker.produceRequests()))).flat()).toEqual([])
})

test('a reader leaves out what was aborted, and sees every compression', async () => {
  // kafkajs's admin client remembers topics that are gone: after a reset it takes a fresh one.
  await observe.close()
  observe = new Observer(lab)
  await createTopic({ topic: 'read', numPartitions: 1, replicationFactor: 3 })
  const bootstrapBrokers = lab.bootstrapServers.split(',')
  for (const compression of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
    const producer = new Producer({
      clientId: 't',
      bootstrapBrokers,
      serializers: stringSerializers,
      compression,
    })
    await producer.send({ messages: [{ topic: 'read', value: `${compression} `.repeat(200) }] })
    await producer.close()
  }
  const transactional = kafka(lab.bootstrapServers).producer({
    transactionalId: 'tx',
    maxInFlightRequests: 1,
    idempotent: true,
  })
  await transactional.connect()
  for (const [value, commit] of [
    ['aborted', false],
    ['committed', true],
  ] as const) {
    const transaction = await transactional.transaction()
    await transaction.send({ topic: 'read', messages: [{ value }] })
    await (commit ? transaction.commit() : transaction.abort())
  }
  await transactional.disconnect()

  const wire = new Wire(lab.bootstrapServers)
  const reader = new TopicReader(wire, 'read')
  expect(await reader.readToEnd()).toBe(true)
  await wire.close()
  expect(reader.records.map(({ value }) => value?.toString().split(' ')[0])).toEqual([
    'none',
    'gzip',
    'snappy',
    'lz4',
    'zstd',
    'committed',
  ])
})

test('nothing outlives a grader that is SIGKILLed', async () => {
  const program = `
    import { prepareRuntime } from '#harness/runtime/runtime.ts'
    import { withArchives } from '#harness/lab/embedded/archives.ts'
    import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
    const lab = await openEmbeddedLab({ runtime: await withArchives(await prepareRuntime(() => {}), () => {}) })
    process.stdout.write(JSON.stringify({ pids: lab.pids, folder: lab.folder }) + '\\n')
    setInterval(() => {}, 1000)
  `
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    cwd: path.join(PROJECT, 'harness'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()))
    child.once('exit', code => reject(new Error(`the child ended with ${code}`)))
  })
  const { pids, folder } = JSON.parse(line) as { pids: number[]; folder: string }
  expect(pids).toHaveLength(5)
  child.kill('SIGKILL')
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  await poll('all five JVMs to end', () => pids.every(pid => !isAlive(pid)), deadline)
  await poll('its folder to go', () => !existsSync(folder), deadline)
})

test('close leaves no process and no folder behind', async () => {
  const before = await readdir(os.tmpdir())
  const { pids, folder } = lab as unknown as { pids: number[]; folder: string }
  expect(before).toContain(path.basename(folder))
  await observe.close()
  await lab.close()
  expect(await readdir(os.tmpdir())).not.toContain(path.basename(folder))
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow()
})
