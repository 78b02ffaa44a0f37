// Creates the streams, the two tables, which keep the latest record of each key, and the topics of the results; what is there already is
// left as it is.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

const table = [{ name: 'cleanup.policy', value: 'compact' }]
const topic = (name: string, numPartitions: number, configEntries: typeof table = []) => ({
  topic: name,
  numPartitions,
  replicationFactor: 2,
  configEntries,
})

await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  topics: [
    topic('orders', 6),
    topic('shipments', 6),
    topic('customers', 3, table),
    topic('exchange-rates', 1, table),
    ...['shipped-orders', 'enriched-orders', 'orders-in-eur'].map(name => topic(name, 3)),
  ],
})
await admin.disconnect()
