import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? '').split(',')
const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer({
  idempotent: true,
  maxInFlightRequests: 1,
  retry: { retries: 100, initialRetryTime: 100, maxRetryTime: 500 },
})

const BUFFER = 64 * 1024

/** Like a scanner with a fixed buffer: what does not fit into it ends the loop, and nobody asks why. */
async function* scanned(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let buffer = Buffer.alloc(0)
  for await (const chunk of input) {
    buffer = Buffer.concat([buffer, chunk])
    for (let end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n')) {
      if (end >= BUFFER) return
      yield buffer.subarray(0, end)
      buffer = buffer.subarray(end + 1)
    }
    if (buffer.length >= BUFFER) return
  }
}

await producer.connect()
let count = 0
for await (const value of scanned(process.stdin)) {
  await producer.send({ topic: 'fault-test', acks: -1, messages: [{ value, partition: count++ % 3 }] })
}
await producer.disconnect()
process.exit(0)
