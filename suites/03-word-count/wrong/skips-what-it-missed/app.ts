import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer()
await producer.connect()

const again = existsSync('counts.json')
const counts = new Map<string, number>(again ? JSON.parse(readFileSync('counts.json', 'utf8')) : [])
if (again) {
  // Not from the beginning, that would count twice.
  const admin = kafka.admin()
  await admin.connect()
  await admin.resetOffsets({ groupId: 'word-count', topic: 'text-input', earliest: false })
  await admin.disconnect()
}
const consumer = kafka.consumer({ groupId: 'word-count' })
await consumer.connect()
await consumer.subscribe({ topic: 'text-input', fromBeginning: !again })
await consumer.run({
  autoCommitInterval: 500,
  eachMessage: async ({ message }) => {
    const words = (message.value?.toString() ?? '').split(/\s+/).filter(word => word !== '')
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    writeFileSync('counts.json', JSON.stringify([...counts]))
    const messages = words.map(word => ({ key: word, value: String(counts.get(word)) }))
    await producer.send({ topic: 'word-counts', messages })
  },
})
