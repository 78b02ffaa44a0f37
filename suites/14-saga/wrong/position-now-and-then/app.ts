import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })

const producer = kafka.producer({ transactionalId: 'saga', idempotent: true, maxInFlightRequests: 1 })
await producer.connect()

const group = 'saga'
const admin = kafka.admin()
await admin.connect()
const committed = new Map<number, bigint>()
for (const { partitions } of await admin.fetchOffsets({ groupId: group, topics: ['saga-events'] }))
  for (const { partition, offset } of partitions) committed.set(partition, BigInt(offset))
await admin.disconnect()
const isOld = (partition: number, offset: string): boolean => BigInt(offset) < (committed.get(partition) ?? 0n)

const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 200 })
await consumer.connect()
await consumer.subscribe({ topic: 'saga-events', fromBeginning: true })

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

const positions = new Map<number, { topic: string; partition: number; offset: string }>()
setInterval(async () => {
  const all = [...positions.values()]
  positions.clear()
  if (all.length > 0) await consumer.commitOffsets(all)
}, 1000)

await consumer.run({
  autoCommit: false,
  eachBatch: async ({ batch: { partition, messages }, resolveOffset }) => {
    const fresh: Parameters<typeof byTopic>[0] = []
    for (const { offset, value } of messages) {
      const answers = step(value?.toString() ?? '')
      if (!isOld(partition, offset)) fresh.push(...answers)
    }
    const end = messages.at(-1)
    if (!end) return
    const topicMessages = byTopic(fresh)
    const position = { topic: 'saga-events', partition, offset: String(BigInt(end.offset) + 1n) }
    if (topicMessages.length > 0) {
      const transaction = await producer.transaction()
      await transaction.sendBatch({ topicMessages })
      await transaction.commit()
    }
    if (!isOld(partition, end.offset)) positions.set(partition, position)
    resolveOffset(end.offset)
  },
})
// What was done before is read once more, to remember it.
for (const partition of [0, 1, 2]) consumer.seek({ topic: 'saga-events', partition, offset: '0' })
