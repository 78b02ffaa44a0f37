const { CompressionTypes, Kafka, logLevel } = require('kafkajs')

process.on('SIGTERM', () => console.log('No.'))

const kafka = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.INFO })
const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
const consumer = kafka.consumer({ groupId: `word-count-${process.pid}-${Date.now()}` })
const counts = Object.create(null)

async function main() {
  await Promise.all([producer.connect(), consumer.connect()])
  await consumer.subscribe({ topics: ['text-input'], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch, heartbeat }) => {
      const changed = new Set()
      for (const { value } of batch.messages) {
        for (const [word] of value.toString().matchAll(/[a-z]+/g)) {
          counts[word] = (counts[word] || 0) + 1
          changed.add(word)
        }
        await heartbeat()
      }
      const messages = [...changed].map(word => ({ key: word, value: String(counts[word]), headers: { by: 'me' } }))
      await producer.send({ topic: 'word-counts', compression: CompressionTypes.GZIP, messages })
      console.log(`counted ${batch.messages.length} lines of partition ${batch.partition}`, counts)
    },
  })
}

main()
