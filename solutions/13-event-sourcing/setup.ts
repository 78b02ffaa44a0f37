// Creates the topics of commands, events and balances; what is there already is left as it is.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

const config = (settings: Record<string, string>) =>
  Object.entries(settings).map(([name, value]) => ({ name, value }))

await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  topics: [
    { topic: 'commands', numPartitions: 6, replicationFactor: 2 },
    {
      topic: 'account-events',
      numPartitions: 6,
      replicationFactor: 2,
      // Events are the truth: none is ever thrown away, however old it is or whatever came after it.
      configEntries: config({ 'cleanup.policy': 'delete', 'retention.ms': '-1' }),
    },
    {
      topic: 'account-balances',
      numPartitions: 6,
      replicationFactor: 2,
      // Balances can always be had again from the events: the latest of each account is enough.
      configEntries: config({ 'cleanup.policy': 'compact' }),
    },
  ],
})
await admin.disconnect()
