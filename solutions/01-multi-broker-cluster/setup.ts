// Creates the two topics of this exercise; topics that are there already are left as they are.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  topics: [
    // No word on which broker gets what: Kafka itself spreads the leaders evenly.
    { topic: 'replicated-events', numPartitions: 6, replicationFactor: 3 },
    {
      topic: 'user-events',
      numPartitions: 12,
      replicationFactor: 3,
      configEntries: [
        { name: 'min.insync.replicas', value: '2' },
        { name: 'cleanup.policy', value: 'delete' },
        { name: 'retention.ms', value: String(7 * 24 * 60 * 60 * 1000) },
      ],
    },
  ],
})
await admin.disconnect()
