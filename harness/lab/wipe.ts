// Brings Kafka and Connect back in order between two exercises: whatever the last one left is deleted.
import { Admin } from '@platformatic/kafka'
import type { Admin as KafkajsAdmin } from 'kafkajs'
import { z } from 'zod'
import { listGroups, removeMembers } from '#harness/clients/groups.ts'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { rest } from '#harness/clients/rest.ts'
import { type StoredRecord, TopicReader } from '#harness/clients/topic-reader.ts'
import { Wire } from '#harness/clients/wire.ts'
import { poll } from '#harness/host/poll.ts'
import { type DynamicSettings, restoreSettings } from './dynamic-settings.ts'

export interface WipeOptions {
  bootstrapServers: string
  connectUrl: string
  /** Topics of the lab's own that stay. */
  keepTopics: readonly string[]
  /** Groups of the lab's own that stay. */
  keepGroups: readonly string[]
  /** Connect's topic of configurations. */
  connectConfigs: string
  /** Connect's topic of source offsets; its keys get tombstones, which every worker reads at once. */
  connectOffsets: string
  /** Dynamic settings of the brokers as they were when the lab was opened. */
  settings: DynamicSettings
  deadlineMs: number
}

export async function wipeCluster(options: WipeOptions): Promise<void> {
  const { bootstrapServers } = options
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
    await deleteConnectors(wire, options)
    await Promise.all([
      tombstoneConnectOffsets(wire, options),
      deleteGroups(admin, kafkajsAdmin, options),
      deleteTopics(admin, wire, options),
      restoreSettings(admin, wire, options.settings),
    ])
  } finally {
    await Promise.all([admin.close(), wire.close(), kafkajsAdmin.disconnect()])
  }
}

const Names = z.array(z.string())

/** A worker that has just started may answer with no connectors yet, so the topic that Connect keeps them in is asked as well. */
async function deleteConnectors(
  wire: Wire,
  { connectUrl, connectConfigs, deadlineMs }: WipeOptions,
): Promise<void> {
  const stored = new TopicReader(wire, connectConfigs)
  await poll(
    'all connectors to be deleted',
    async () => {
      const { text } = await rest(`${connectUrl}/connectors`, { method: 'GET' })
      const names = new Set(Names.parse(JSON.parse(text)))
      await stored.readToEnd()
      for (const name of storedConnectors(stored.records)) names.add(name)
      for (const name of names) {
        // 409 while the workers rebalance, 404 before the worker has heard of it: asked again at the next turn.
        await rest(`${connectUrl}/connectors/${encodeURIComponent(name)}`, {
          method: 'DELETE',
          repeatable: true,
        })
      }
      return names.size === 0
    },
    { deadlineMs, everyMs: 100 },
  )
}

/** Names of the connectors that are configured: the keys `connector-NAME` whose latest value is not a tombstone. */
function storedConnectors(records: readonly StoredRecord[]): Set<string> {
  const names = new Set<string>()
  for (const { key, value } of records) {
    const name = /^connector-(.+)$/s.exec(key?.toString() ?? '')?.[1]
    if (name === undefined) continue
    if (value === null) names.delete(name)
    else names.add(name)
  }
  return names
}

async function tombstoneConnectOffsets(
  wire: Wire,
  { bootstrapServers, connectOffsets }: WipeOptions,
): Promise<void> {
  const reader = new TopicReader(wire, connectOffsets)
  await reader.readToEnd()
  const live = new Map<string, { key: Buffer; partition: number }>()
  for (const { key, value, partition } of reader.records) {
    if (!key) continue
    const id = `${partition}:${key.toString('latin1')}`
    if (value === null) live.delete(id)
    else live.set(id, { key, partition })
  }
  if (live.size === 0) return
  const producer = kafka(bootstrapServers).producer()
  await producer.connect()
  try {
    const messages = [...live.values()].map(({ key, partition }) => ({ key, value: null, partition }))
    await producer.send({ topic: connectOffsets, messages })
  } finally {
    await producer.disconnect()
  }
}

async function deleteGroups(
  admin: Admin,
  kafkajsAdmin: KafkajsAdmin,
  { keepGroups, deadlineMs }: WipeOptions,
): Promise<void> {
  await poll(
    'all consumer groups to be deleted',
    async () => {
      const groups = (await listGroups(admin)).filter(({ id }) => !keepGroups.includes(id))
      for (const { id } of groups) {
        // Members that were killed sit in their group until their session ends; they are shown out.
        await removeMembers(admin, kafkajsAdmin, id)
        await admin.deleteGroups({ groups: [id] }).catch(() => {})
      }
      return groups.length === 0
    },
    { deadlineMs, everyMs: 100 },
  )
}

async function deleteTopics(
  admin: Admin,
  wire: Wire,
  { keepTopics, deadlineMs }: WipeOptions,
): Promise<void> {
  const left = async (): Promise<string[]> => {
    const { topics } = await wire.metadata()
    return topics.map(({ name }) => name).filter(name => !name.startsWith('__') && !keepTopics.includes(name))
  }
  await poll(
    'all topics to be deleted',
    async () => {
      const topics = await left()
      if (topics.length > 0) await admin.deleteTopics({ topics }).catch(() => {})
      return topics.length === 0
    },
    { deadlineMs, everyMs: 100 },
  )
}
