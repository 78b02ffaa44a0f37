// Sends every line of standard input to fault-test, and loses, doubles or reorders none of them while a broker is away.
import { Kafka, logLevel } from 'kafkajs'

const PARTITIONS = 3

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const kafka = new Kafka({ brokers, requestTimeout: 10_000, logLevel: logLevel.ERROR })
const producer = kafka.producer({
  // The broker numbers our batches and drops a batch that it has already stored: a retry cannot double a record.
  idempotent: true,
  maxInFlightRequests: 1,
  // A broker that hangs instead of refusing is given up as soon as its partitions have another leader.
  metadataMaxAge: 5000,
  // Until a new leader is there, however long that takes; often, so that it is found soon.
  retry: { retries: Number.MAX_SAFE_INTEGER, initialRetryTime: 100, maxRetryTime: 500 },
})
await producer.connect()

let count = 0

async function send(value: Buffer): Promise<void> {
  // The partition is chosen here, once. kafkajs asks its partitioner again at every retry, and the broker that leads
  // another partition cannot know that the first one has stored the record.
  const partition = count++ % PARTITIONS
  await producer.send({ topic: 'fault-test', acks: -1, messages: [{ value, partition }] })
}

/** The lines of a stream as they come, byte for byte: only \n ends one. */
async function* lines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of stream) {
    let start = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end)])
      rest = []
      start = end + 1
    }
    rest.push(chunk.subarray(start))
  }
  const last = Buffer.concat(rest)
  if (last.length > 0) yield last
}

function giveUp(error: unknown): never {
  console.error('A record was not acknowledged:', error)
  process.exit(1)
}

// One record after the other, each once the one before it is acknowledged. Reading goes on meanwhile.
let sent = Promise.resolve()
for await (const line of lines(process.stdin)) {
  sent = sent.then(() => send(line))
  sent.catch(giveUp)
}
await sent
await producer.disconnect()
