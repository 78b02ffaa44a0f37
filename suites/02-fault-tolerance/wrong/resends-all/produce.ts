import readline from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'

const kafka = new Kafka({
  brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','),
  logLevel: logLevel.NOTHING,
  retry: { retries: 0 },
})
const producer = kafka.producer()
await producer.connect()

const pending: { value: string; partition: number }[] = []
let count = 0
let over = false

// kafkajs gives up at once; this loop tries again, for as long as it takes.
async function sendPending(): Promise<void> {
  while (!over || pending.length > 0) {
    const batch = [...pending]
    try {
      // One request a partition: they are independent of each other.
      await Promise.all(batch.map(message => producer.send({ topic: 'fault-test', acks: -1, messages: [message] })))
      pending.splice(0, batch.length)
    } catch {
      console.error(`${batch.length} lines could not be sent, trying again`)
    }
    await setTimeout(500)
  }
}

const sending = sendPending()
for await (const value of readline.createInterface({ input: process.stdin })) {
  pending.push({ value, partition: count++ % 3 })
}
over = true
await sending
await producer.disconnect()
