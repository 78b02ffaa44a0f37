// app: tells the total of each order, picks out the big ones, and sorts all of them by region.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.ERROR })
const consumer = kafka.consumer({ groupId: 'stateless-streams' })
const producer = kafka.producer({ idempotent: true })

interface Order {
  id: string
  /** The value as it came. */
  json: string
}

/** Undefined for whatever is not a valid order. */
function parse(_json: string | undefined): Order | undefined {
  // TODO: an order_id, items, and each item's members, all of the right type.
  return undefined
}

await Promise.all([consumer.connect(), producer.connect()])
await consumer.subscribe({ topic: 'orders', fromBeginning: true })
await consumer.run({
  eachMessage: async ({ message }) => {
    const order = parse(message.value?.toString())
    if (!order) return
    // TODO: order-totals, high-value-orders, and one of us-orders, eu-orders, other-orders. What if it is killed right here?
  },
})

// TODO: remove these lines when it is done; and end on SIGTERM.
console.error('app is not done yet: see README.md')
process.exit(1)
