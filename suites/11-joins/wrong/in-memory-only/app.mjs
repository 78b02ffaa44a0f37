// All that waits, and the tables, are in memory only, while the position is kept.
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer({ idempotent: true })
const consumer = kafka.consumer({ groupId: 'joins', maxWaitTimeInMs: 200 })

const DAY = 24 * 3_600_000
const orders = new Map()
const shipments = new Map()
const customers = new Map()
const rates = new Map()
const results = []

const tell = (topic, key, value) => results.push({ topic, messages: [{ key, value }] })
const tellObject = (topic, key, object) => tell(topic, key, JSON.stringify(object))

function pair(order, shipment) {
  const apart = Date.parse(shipment.timestamp) - Date.parse(order.timestamp)
  if (Math.abs(apart) > DAY) return
  tellObject('shipped-orders', order.order_id, { order_id: order.order_id, carrier: shipment.carrier })
}

function enrich(order) {
  const customer = customers.get(order.customer_id)
  if (!customer) return
  const { order_id, customer_id } = order
  tellObject('enriched-orders', order_id, { order_id, customer_id, ...customer })
}

function convert(order) {
  const rate = rates.get(order.currency)
  if (rate === undefined) return
  tell('orders-in-eur', order.order_id, inEur(order.amount, rate))
}

/** In whole numbers: cents times ten-thousandths. */
function inEur(amount, rate) {
  const product = BigInt(Math.round(amount * 100)) * BigInt(Math.round(Number(rate) * 10_000))
  const cents = String(product / 10_000n).padStart(3, '0')
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`
}

const take = {
  orders(key, order) {
    orders.set(order.order_id, order)
    for (const shipment of shipments.get(order.order_id) ?? []) pair(order, shipment)
    enrich(order)
    convert(order)
  },
  shipments(key, shipment) {
    const all = shipments.get(shipment.order_id) ?? []
    shipments.set(shipment.order_id, [...all, shipment])
    const order = orders.get(shipment.order_id)
    if (order) pair(order, shipment)
  },
  customers(key, { name, tier }) {
    customers.set(key, { name, tier })
  },
  'exchange-rates'(key, rate) {
    rates.set(key, rate)
  },
}

await producer.connect()
await consumer.connect()
await consumer.subscribe({ topics: Object.keys(take), fromBeginning: true })
await consumer.run({
  eachBatch: async ({ batch }) => {
    for (const { key, value } of batch.messages) {
      const text = value.toString()
      take[batch.topic](key.toString(), batch.topic === 'exchange-rates' ? text : JSON.parse(text))
    }
    await producer.sendBatch({ topicMessages: results.splice(0) })
  },
})
