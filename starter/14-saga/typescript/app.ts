// app: leads orders through payment and shipment; each event is answered by the commands and outcomes that it makes due.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.ERROR })

// TODO: a producer with a transactionalId that stays from start to start.

// TODO: what is known of each order, and how it comes to be known again after a start.

const consumer = kafka.consumer({ groupId: 'saga' })
await consumer.connect()
await consumer.subscribe({ topic: 'saga-events', fromBeginning: true })

// TODO: run it: for each batch one transaction, with the answers to its events and the position behind them.

await consumer.disconnect()

console.error('app is not done yet: see README.md')
process.exit(1)
