import readline from 'node:readline'
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer({
  idempotent: true,
  maxInFlightRequests: 1,
  retry: { retries: 100, initialRetryTime: 100, maxRetryTime: 500 },
})
await producer.connect()
process.stdin.setEncoding('latin1')
let count = 0
let sent: Promise<unknown> = Promise.resolve()
for await (const line of readline.createInterface({ input: process.stdin })) {
  const value = line
  const partition = count++ % 3
  sent = sent.then(() => producer.send({ topic: 'fault-test', acks: -1, messages: [{ value, partition }] }))
}
await sent
await producer.disconnect()
