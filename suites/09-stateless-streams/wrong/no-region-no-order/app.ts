import { Kafka, logLevel } from 'kafkajs'

interface Valid {
  id: string
  region: unknown
  cents: number
  text: string
}

/** Undefined for whatever is no valid order. */
function parse(text: string | undefined): Valid | undefined {
  try {
    const order = JSON.parse(text ?? '')
    if (typeof order?.order_id !== 'string' || !Array.isArray(order.items) || order.items.length === 0) return undefined
    let cents = 0
    for (const item of order.items) {
      const valid =
        typeof item?.sku === 'string' && typeof item.quantity === 'number' && typeof item.unit_price === 'number'
      if (!valid) return undefined
      cents += item.quantity * Math.round(item.unit_price * 100)
    }
    if (typeof order.region !== 'string') return undefined
    return { id: order.order_id, region: order.region, cents, text: text ?? '' }
  } catch {
    return undefined
  }
}

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer({ idempotent: true })
const consumer = kafka.consumer({ groupId: 'orders-by-hand', maxWaitTimeInMs: 300 })
await producer.connect()
await consumer.connect()
await consumer.subscribe({ topic: 'orders', fromBeginning: true })
await consumer.run({
  eachMessage: async ({ message }) => {
    const order = parse(message.value?.toString())
    if (!order) return
    const { id: key, text: value, cents, region } = order
    const topics = [region === 'US' ? 'us-orders' : region === 'EU' ? 'eu-orders' : 'other-orders']
    if (cents > 100_000) topics.push('high-value-orders')
    const total = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
    await producer.sendBatch({
      topicMessages: [
        { topic: 'order-totals', messages: [{ key, value: total }] },
        ...topics.map(topic => ({ topic, messages: [{ key, value }] })),
      ],
    })
  },
})
process.once('SIGTERM', async () => {
  await consumer.disconnect()
  process.exit(0)
})
