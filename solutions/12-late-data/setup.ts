// Creates the topic of the readings and the topics of the two results; what is there already is left as it is.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  topics: ['readings', 'sensor-maxima', 'late-readings'].map(topic => ({
    topic,
    numPartitions: 3,
    replicationFactor: 2,
  })),
})
await admin.disconnect()
