// describe TOPIC: leader, replicas and ISR of every partition, one JSON object a line.
import { Kafka, logLevel } from 'kafkajs'

const [topic] = process.argv.slice(2)
if (!topic) {
  console.error('usage: describe TOPIC')
  process.exit(2)
}

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()

await admin.connect()
const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
await admin.disconnect()

const partitions = topics.flatMap(found => found.partitions)
for (const { partitionId, leader, replicas, isr } of partitions.sort(
  (a, b) => a.partitionId - b.partitionId,
)) {
  console.log(JSON.stringify({ partition: partitionId, leader, replicas, isr }))
}
