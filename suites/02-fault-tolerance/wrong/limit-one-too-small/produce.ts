import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? '').split(',')
const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer({
  idempotent: true,
  maxInFlightRequests: 1,
  metadataMaxAge: 5000,
  retry: { retries: Number.MAX_SAFE_INTEGER, initialRetryTime: 100, maxRetryTime: 500 },
})
const LONGEST = 99_999

await producer.connect()
let rest = Buffer.alloc(0)
let count = 0
let sent: Promise<unknown> = Promise.resolve()
for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
  rest = Buffer.concat([rest, chunk])
  for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
    const value = rest.subarray(0, end)
    rest = rest.subarray(end + 1)
    if (value.length > LONGEST) {
      console.error(`a line of ${value.length} bytes is too long`)
      continue
    }
    const partition = count++ % 3
    sent = sent.then(() => producer.send({ topic: 'fault-test', acks: -1, messages: [{ value, partition }] }))
  }
}
await sent
await producer.disconnect()
