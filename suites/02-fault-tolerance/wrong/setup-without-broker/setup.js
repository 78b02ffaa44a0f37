const { Kafka, logLevel } = require('kafkajs')

// The port of another exercise sheet.
const admin = new Kafka({ brokers: ['localhost:19092'], logLevel: logLevel.ERROR, retry: { retries: 2 } }).admin()

admin
  .connect()
  .then(() => admin.createTopics({ topics: [{ topic: 'fault-test', numPartitions: 3, replicationFactor: 3 }] }))
  .then(() => admin.disconnect())
  .catch(error => {
    console.error(`cannot create fault-test: ${error.message}`)
    process.exit(1)
  })
