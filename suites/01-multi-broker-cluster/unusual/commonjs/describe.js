const { Kafka, logLevel } = require('kafkajs')

async function main(topic) {
  const brokers = process.env.BOOTSTRAP_SERVERS.split(',')
  const admin = new Kafka({ brokers, logLevel: logLevel.DEBUG }).admin()
  await admin.connect()
  console.log(`describing [${topic}] through ${brokers.length} brokers …`)
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  const rows = topics[0].partitions
    .map(({ partitionId, leader, replicas, isr, offlineReplicas }) => ({
      partition: String(partitionId),
      leader: leader < 0 ? 'none' : String(leader),
      replicas: replicas.map(String),
      isr: isr.map(String),
      offline: offlineReplicas,
    }))
    .sort(() => Math.random() - 0.5)
  console.log(`${JSON.stringify(rows, null, 4)}\nThat's all [really].`)
  await admin.disconnect()
}

main(process.argv[2])
