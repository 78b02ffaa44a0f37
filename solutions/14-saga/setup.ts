// Creates the topic of the events and the topics of commands and outcomes; what is there already is left as it is.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

const topics = ['saga-events', 'payment-commands', 'shipping-commands', 'refund-commands', 'order-outcomes']

await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  topics: topics.map(topic => ({ topic, numPartitions: 3, replicationFactor: 2 })),
})
await admin.disconnect()
