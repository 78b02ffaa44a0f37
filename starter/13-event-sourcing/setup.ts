// setup: creates the topics commands, account-events and account-balances.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()

// TODO: create the three topics, with what each of them is to keep.

await admin.disconnect()

console.error('setup is not done yet: see README.md')
process.exit(1)
