import { Kafka, logLevel } from 'kafkajs'

const [topic = ''] = process.argv.slice(2)
const brokers = (process.env.BOOTSTRAP_SERVERS ?? '').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()
await admin.connect()
const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
await admin.disconnect()

const told = topics.flatMap(found =>
  found.partitions.map(({ partitionId, leader, replicas, isr }) => ({
    partition: partitionId,
    leader,
    replicas: replicas.sort(),
    isr: isr.sort(),
  })),
)
console.log(JSON.stringify(told))
