// Creates the topic of the payments and the topics of the five results; what is there already is left as it is.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

const results = [
  'payment-counts',
  'customer-spending',
  'payments-per-5-minutes',
  'payments-per-10-minutes',
  'payment-sessions',
]

await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  topics: [
    { topic: 'payments', numPartitions: 6, replicationFactor: 2 },
    ...results.map(topic => ({ topic, numPartitions: 3, replicationFactor: 2 })),
  ],
})
await admin.disconnect()
