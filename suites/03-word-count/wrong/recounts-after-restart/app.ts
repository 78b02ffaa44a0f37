import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer()
await producer.connect()

// What was counted before is still there after a crash.
const counts = new Map<string, number>(existsSync('counts.json') ? JSON.parse(readFileSync('counts.json', 'utf8')) : [])
const consumer = kafka.consumer({ groupId: `word-count-${Date.now()}` })
await consumer.connect()
await consumer.subscribe({ topic: 'text-input', fromBeginning: true })
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
