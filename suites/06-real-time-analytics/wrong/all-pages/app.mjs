// Counts in memory. Each start is a new group, which reads everything anew: after a crash the counts come back that way.
import { randomUUID } from 'node:crypto'
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer({ idempotent: true })
const consumer = kafka.consumer({ groupId: `analytics-${randomUUID()}`, maxWaitTimeInMs: 300 })

const users = new Map()
const cents = new Map()
const views = new Map()

/** Rows that have changed since they were last written: topic -> key -> value. */
let changed = new Map()
function change(topic, key, value) {
  if (!changed.has(topic)) changed.set(topic, new Map())
  changed.get(topic).set(key, value)
}

function count({ user_id, action, page, amount, time }) {
  const minute = startOf(time, 60_000)
  if (!users.has(minute)) users.set(minute, new Set())
  change('active-users-per-minute', minute, String(users.get(minute).add(user_id).size))
  if (action === 'purchase') {
    const hour = startOf(time, 3_600_000)
    cents.set(hour, (cents.get(hour) ?? 0) + Math.round(amount * 100))
    change('revenue-per-hour', hour, (cents.get(hour) / 100).toFixed(2))
  }
  if (typeof page === 'string') {
    views.set(page, (views.get(page) ?? 0) + 1)
    change('popular-pages', page, String(views.get(page)))
  }
}

function startOf(time, length) {
  return new Date(Math.floor(time / length) * length).toISOString().replace('.000Z', 'Z')
}

/** Undefined for whatever is no valid event. */
function parse({ value }) {
  try {
    const event = JSON.parse(value.toString())
    if (event === null || typeof event !== 'object' || Array.isArray(event)) return undefined
    const { user_id, action, timestamp, page, amount } = event
    const time = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN
    if (typeof user_id !== 'string' || typeof action !== 'string' || Number.isNaN(time)) return undefined
    if (action === 'page_view' && typeof page !== 'string') return undefined
    if (action === 'purchase' && !(typeof amount === 'number' && amount >= 0)) return undefined
    return { ...event, time }
  } catch {
    return undefined
  }
}

/** Partition -> offset of the last record counted: after an error or a rebalance a batch is handed over again. */
const counted = new Map()

await producer.connect()
await consumer.connect()
await consumer.subscribe({ topic: 'user-activity', fromBeginning: true })
await consumer.run({
  eachBatch: async ({ batch }) => {
    for (const message of batch.messages) {
      if (BigInt(message.offset) <= (counted.get(batch.partition) ?? -1n)) continue
      counted.set(batch.partition, BigInt(message.offset))
      const event = parse(message)
      if (event) count(event)
    }
    const topicMessages = [...changed].map(([topic, rows]) => ({
      topic,
      messages: [...rows].map(([key, value]) => ({ key, value })),
    }))
    await producer.sendBatch({ acks: -1, topicMessages })
    changed = new Map()
  },
})
