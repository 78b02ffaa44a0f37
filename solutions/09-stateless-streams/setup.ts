// Creates the topic of the orders and the five that they are sorted into; what is there already is left as it is.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

const outputs = ['order-totals', 'high-value-orders', 'us-orders', 'eu-orders', 'other-orders']

await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  topics: [
    { topic: 'orders', numPartitions: 6, replicationFactor: 2 },
    ...outputs.map(topic => ({ topic, numPartitions: 3, replicationFactor: 2 })),
  ],
})
await admin.disconnect()
