// Plain JavaScript that commits nothing: a new group each time, positions in a file, everything before them read again in silence.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer({ idempotent: true })
const group = `joins-${process.pid}-${Date.now()}`
const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 200 })

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

/** Topic and partition -> offset of the next record whose results are to be told. */
const folder = process.env.STATE_DIR ?? 'state'
const file = `${folder}/positions.json`
mkdirSync(folder, { recursive: true })
const positions = readPositions()

function readPositions() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

function savePositions() {
  writeFileSync(`${file}.new`, JSON.stringify(positions))
  renameSync(`${file}.new`, file)
}

const takeFrom = (topic, { key, value }) =>
  take[topic](key.toString(), topic === 'exchange-rates' ? value.toString() : JSON.parse(value.toString()))

/** In silence: the tables as they are now, and of orders and shipments what was taken before. */
async function readBack() {
  const admin = kafka.admin()
  await admin.connect()
  const ends = {}
  for (const topic of Object.keys(take))
    for (const { partition, offset } of await admin.fetchTopicOffsets(topic))
      ends[`${topic}-${partition}`] = isTable(topic) ? Number(offset) : (positions[`${topic}-${partition}`] ?? 0)
  await admin.disconnect()
  const left = new Set(Object.keys(ends).filter(place => ends[place] > 0))
  if (left.size === 0) return
  const reader = kafka.consumer({ groupId: `${group}-before`, maxWaitTimeInMs: 200 })
  await reader.connect()
  await reader.subscribe({ topics: Object.keys(take), fromBeginning: true })
  await new Promise(done => {
    reader.run({
      autoCommit: false,
      eachMessage: async ({ topic, partition, message }) => {
        const place = `${topic}-${partition}`
        const offset = Number(message.offset)
        if (offset < ends[place]) takeFrom(topic, message)
        if (offset + 1 >= ends[place]) left.delete(place)
        if (left.size === 0) done()
      },
    })
  })
  await reader.disconnect()
  results.length = 0
  Object.assign(positions, ends)
}

const isTable = topic => topic === 'customers' || topic === 'exchange-rates'

await producer.connect()
await readBack()
await consumer.connect()
await consumer.subscribe({ topics: Object.keys(take), fromBeginning: true })
await consumer.run({
  autoCommit: false,
  eachBatch: async ({ batch: { topic, partition, messages } }) => {
    const place = `${topic}-${partition}`
    for (const message of messages) {
      if (Number(message.offset) < (positions[place] ?? 0)) continue
      takeFrom(topic, message)
    }
    await producer.sendBatch({ topicMessages: results })
    results.length = 0
    positions[place] = Math.max(positions[place] ?? 0, Number(messages.at(-1).offset) + 1)
    savePositions()
  },
})
