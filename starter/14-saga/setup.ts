// setup: creates the topic of the events and the topics of commands and outcomes.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()

// TODO: create all five topics, 3 partitions with 2 replicas each.

await admin.disconnect()

console.error('setup is not done yet: see README.md')
process.exit(1)
