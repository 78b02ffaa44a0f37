// What an exercise leaves in Connect: connectors, and the offsets that outlive them.
import { z } from 'zod'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { rest } from '#harness/clients/rest.ts'
import { type StoredRecord, TopicReader } from '#harness/clients/topic-reader.ts'
import type { Wire } from '#harness/clients/wire.ts'
import type { Kind } from './leftovers.ts'

const Names = z.array(z.string())

/** A worker that has just started may answer with no connectors yet, so the topic that Connect keeps them in is asked as well. */
export function connectors(wire: Wire, connectUrl: string, configsTopic: string): Kind {
  const stored = new TopicReader(wire, configsTopic)
  return {
    name: 'connectors',
    async look() {
      const [{ text }] = await Promise.all([
        rest(`${connectUrl}/connectors`, { method: 'GET' }),
        stored.readToEnd(),
      ])
      const found = [...new Set([...Names.parse(JSON.parse(text)), ...storedConnectors(stored.records)])]
      return {
        found,
        remove: async () => {
          for (const name of found) {
            // 409 while the workers rebalance, 404 before the worker has heard of it: asked again at the next turn.
            await rest(`${connectUrl}/connectors/${encodeURIComponent(name)}`, {
              method: 'DELETE',
              repeatable: true,
            })
          }
        },
      }
    },
  }
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

/** Offsets of source connectors; their keys get tombstones, which every worker reads at once. */
export function connectorOffsets(wire: Wire, bootstrapServers: string, offsetsTopic: string): Kind {
  const reader = new TopicReader(wire, offsetsTopic)
  return {
    name: 'offsets of connectors',
    async look() {
      await reader.readToEnd()
      const live = new Map<string, { key: Buffer; partition: number }>()
      for (const { key, value, partition } of reader.records) {
        if (!key) continue
        const id = `${partition}:${key.toString('latin1')}`
        if (value === null) live.delete(id)
        else live.set(id, { key, partition })
      }
      return {
        found: [...live.values()].map(({ key }) => key.toString()),
        remove: async () => {
          const producer = kafka(bootstrapServers).producer()
          await producer.connect()
          try {
            const messages = [...live.values()].map(({ key, partition }) => ({ key, value: null, partition }))
            await producer.send({ topic: offsetsTopic, messages })
          } finally {
            await producer.disconnect()
          }
        },
      }
    },
  }
}
