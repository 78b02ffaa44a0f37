const { Kafka } = require('kafkajs')

const admin = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(',') }).admin()

async function main() {
  await admin.connect()
  for (let round = 1; round <= 2; round++) {
    const created = await admin.createTopics({
      topics: [
        { topic: 'replicated-events', numPartitions: 6, replicationFactor: 3 },
        { topic: 'user-events', numPartitions: 12, replicationFactor: 3 },
        { topic: 'my-own-playground', numPartitions: 1, replicationFactor: 1 },
      ],
    })
    console.log(`round ${round}: ${created ? 'created' : 'all there already'}`)
  }
  // Settings can be given later as well.
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: 2,
        name: 'user-events',
        configEntries: [
          { name: 'min.insync.replicas', value: '2' },
          { name: 'cleanup.policy', value: 'delete' },
          { name: 'retention.ms', value: '604800000' },
        ],
      },
    ],
  })
  await admin.disconnect()
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
