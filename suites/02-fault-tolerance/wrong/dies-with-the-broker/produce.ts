import readline from 'node:readline'
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.NOTHING, retry: { retries: 0 } })
const producer = kafka.producer()
await producer.connect()
let count = 0
for await (const value of readline.createInterface({ input: process.stdin })) {
  await producer.send({ topic: 'fault-test', acks: -1, messages: [{ value, partition: count++ % 3 }] })
}
await producer.disconnect()
