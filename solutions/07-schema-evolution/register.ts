// Creates the topic customers and registers both versions of its schema. All that is there already stays as it is.
import { Kafka, logLevel } from 'kafkajs'
import { register } from './registry.ts'

const id = { name: 'id', type: 'int' }
const name = { name: 'name', type: 'string' }
// The default makes version 2 compatible: it is what a reader takes where the writer knew no email.
const email = { name: 'email', type: ['null', 'string'], default: null }

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  topics: [{ topic: 'customers', numPartitions: 3, replicationFactor: 3 }],
})
await admin.disconnect()

// In this order, as the second must be compatible with the first. A schema that is there gets no new version.
await register('customers-value', { type: 'record', name: 'Customer', fields: [id, name] })
await register('customers-value', { type: 'record', name: 'Customer', fields: [id, name, email] })
