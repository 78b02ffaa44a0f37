import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })

const producer = kafka.producer({ transactionalId: 'saga', idempotent: true, maxInFlightRequests: 1 })
await producer.connect()

type Order = { types: Set<string>; amount?: number }
type Event = { type: string; order_id: string; amount?: number }

const orders = new Map<string, Order>()

/** [topic, value] of all that is due to the order by now. */
function due(order_id: string): [string, string][] {
  const { types, amount } = orders.get(order_id) ?? { types: new Set<string>() }
  const all: [string, object][] = []
  if (types.has('ORDER_CREATED')) {
    all.push(['payment-commands', { order_id, amount }])
    if (types.has('PAYMENT_FAILED')) all.push(['order-outcomes', { order_id, outcome: 'CANCELLED' }])
    if (types.has('PAYMENT_COMPLETED')) {
      all.push(['shipping-commands', { order_id }])
      if (types.has('SHIPMENT_COMPLETED')) all.push(['order-outcomes', { order_id, outcome: 'COMPLETED' }])
      if (types.has('SHIPMENT_FAILED')) {
        all.push(['refund-commands', { order_id, amount }])
        all.push(['order-outcomes', { order_id, outcome: 'CANCELLED' }])
      }
    }
  }
  return all.map(([topic, value]) => [topic, JSON.stringify(value)])
}

/** What the event makes due, as [topic, record]. */
function step(json: string): [string, { key: string; value: string }][] {
  const { type, order_id, amount }: Event = JSON.parse(json)
  const order = orders.get(order_id) ?? { types: new Set<string>() }
  const before = new Set(due(order_id).map(String))
  order.types.add(type)
  if (amount !== undefined) order.amount = amount
  orders.set(order_id, order)
  return due(order_id)
    .filter(each => !before.has(String(each)))
    .map(([topic, value]) => [topic, { key: order_id, value }])
}

function byTopic(all: [string, { key: string; value: string }][]) {
  const topics = Map.groupBy(all, ([topic]) => topic)
  return [...topics].map(([topic, own]) => ({ topic, messages: own.map(([, message]) => message) }))
}

/** "topic order" of all that was sent before. */
const sent = new Set<string>()
const outputs = ['payment-commands', 'shipping-commands', 'refund-commands', 'order-outcomes']
const admin = kafka.admin()
await admin.connect()
const ends = new Map<string, bigint>()
for (const topic of outputs)
  for (const { partition, high, low } of await admin.fetchTopicOffsets(topic))
    if (high !== low) ends.set(`${topic} ${partition}`, BigInt(high))
await admin.disconnect()
if (ends.size > 0) {
  const reader = kafka.consumer({ groupId: `saga-sent-${Date.now()}`, maxWaitTimeInMs: 200, readUncommitted: true })
  await reader.connect()
  await reader.subscribe({ topics: outputs, fromBeginning: true })
  await new Promise<void>(resolve => {
    void reader.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        for (const { key } of messages) sent.add(`${topic} ${key}`)
        const end = ends.get(`${topic} ${partition}`)
        // Behind a transaction the end is one past its last record.
        if (end !== undefined && BigInt(messages.at(-1)?.offset ?? -1) + 2n >= end) ends.delete(`${topic} ${partition}`)
        if (ends.size === 0) resolve()
      },
    })
  })
  await reader.disconnect()
}
const isNew = ([topic, { key }]: [string, { key: string }]): boolean => !sent.has(`${topic} ${key}`)

// A group of its own each time: all of the input is read again.
const consumer = kafka.consumer({ groupId: `saga-${Date.now()}`, maxWaitTimeInMs: 200 })
await consumer.connect()
await consumer.subscribe({ topic: 'saga-events', fromBeginning: true })

const waiting: Parameters<typeof byTopic>[0] = []
let transaction: Awaited<ReturnType<typeof producer.transaction>> | undefined
async function send(): Promise<void> {
  const topicMessages = byTopic(waiting.splice(0))
  if (topicMessages.length === 0) return
  transaction ??= await producer.transaction()
  await transaction.sendBatch({ topicMessages })
}
let turns = 0
async function turn(): Promise<void> {
  await send()
  if (++turns % 10 === 0) {
    await transaction?.commit()
    transaction = undefined
  }
  setTimeout(turn, 50)
}
void turn()
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ message: { value } }) => {
    for (const answer of step(value?.toString() ?? '').filter(isNew)) waiting.push(answer)
  },
})
