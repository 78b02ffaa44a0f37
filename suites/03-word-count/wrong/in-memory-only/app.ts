import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer()
await producer.connect()

const counts = new Map<string, number>()
const consumer = kafka.consumer({ groupId: 'word-count' })
await consumer.connect()
await consumer.subscribe({ topic: 'text-input', fromBeginning: true })
await consumer.run({
  autoCommitInterval: 500,
  eachMessage: async ({ message }) => {
    const words = (message.value?.toString() ?? '').split(/\s+/).filter(word => word !== '')
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    const messages = words.map(word => ({ key: word, value: String(counts.get(word)) }))
    await producer.send({ topic: 'word-counts', messages })
  },
})
