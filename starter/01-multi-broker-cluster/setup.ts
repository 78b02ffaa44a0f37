// setup: creates the topics replicated-events and user-events.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()
const cluster = await admin.describeCluster()
console.log(`${cluster.brokers.length} brokers are up`)

// TODO: create both topics, with their partitions, replicas and settings.

await admin.disconnect()

console.error('setup is not done yet: see README.md')
process.exit(1)
