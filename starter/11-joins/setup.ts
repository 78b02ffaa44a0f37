// setup: creates orders, shipments, customers, exchange-rates, and the topics of the three results.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()

// TODO: create the seven topics. Which of them keep the latest record of each key for ever?

await admin.disconnect()

console.error('setup is not done yet: see README.md')
process.exit(1)
