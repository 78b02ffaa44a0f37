// setup: creates the topics orders, order-totals, high-value-orders, us-orders, eu-orders and other-orders.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()

// TODO: create the six topics.

await admin.disconnect()

console.error('setup is not done yet: see README.md')
process.exit(1)
