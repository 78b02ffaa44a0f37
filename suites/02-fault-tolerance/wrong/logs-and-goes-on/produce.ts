import readline from 'node:readline'
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.NOTHING, retry: { retries: 0 } })
const producer = kafka.producer()
await producer.connect()
let count = 0
for await (const value of readline.createInterface({ input: process.stdin })) {
  try {
    await producer.send({ topic: 'fault-test', acks: -1, messages: [{ value, partition: count++ % 3 }] })
  } catch (error) {
    console.error(`could not send: ${error instanceof Error ? error.message : error}`)
  }
}
await producer.disconnect()
process.exit(0)
