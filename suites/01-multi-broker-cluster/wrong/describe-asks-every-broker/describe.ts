import { Kafka, logLevel } from 'kafkajs'

const [topic = ''] = process.argv.slice(2)
let lines: string[] = []
for (const broker of (process.env.BOOTSTRAP_SERVERS ?? '').split(',')) {
  const admin = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING, retry: { retries: 2 } }).admin()
  await admin.connect()
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  await admin.disconnect()
  lines = topics.flatMap(found =>
    found.partitions.map(({ partitionId, leader, replicas, isr }) =>
      JSON.stringify({ partition: partitionId, leader, replicas, isr }),
    ),
  )
}
console.log(lines.join('\n'))
