import { Kafka, logLevel } from 'kafkajs'

const [topic = ''] = process.argv.slice(2)
const brokers = (process.env.BOOTSTRAP_SERVERS ?? '').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()
await admin.connect()
const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
await admin.disconnect()

for (const { partitionId, leader, replicas } of topics.flatMap(found => found.partitions)) {
  console.log(JSON.stringify({ partition: partitionId, leader, replicas, isr: replicas }))
}
