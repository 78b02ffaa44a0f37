// Windows by hand: what is known of each partition lies in a file, together with the position up to which it was read.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { Kafka, logLevel } from 'kafkajs'

interface Reading {
  sensor: string
  celsius: number
  timestamp: string
}

interface Partition {
  next: string
  streamTime: number
  /** Open windows: their keys, and when they end. */
  open: Record<string, { end: number; highest: number }>
}

const MINUTE = 60_000
const GRACE = 2 * MINUTE
const FILE = 'partitions.json'

const kafka = new Kafka({
  brokers: (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092').split(','),
  logLevel: logLevel.NOTHING,
})
const consumer = kafka.consumer({ groupId: 'late-data', sessionTimeout: 10_000, heartbeatInterval: 1000, maxWaitTimeInMs: 300 })
const producer = kafka.producer({ idempotent: true })
const partitions: Record<number, Partition> = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {}

/** Takes the reading in, and says what is to be told. */
function take(known: Partition, text: string): { topic: string; key: string; value: string }[] {
  const { sensor, celsius, timestamp }: Reading = JSON.parse(text)
  const time = Date.parse(timestamp)
  const end = Math.floor(time / MINUTE) * MINUTE + MINUTE
  known.streamTime = Math.max(known.streamTime, time)
  if (end + GRACE <= known.streamTime) return [{ topic: 'late-readings', key: sensor, value: text }]
  const key = `${sensor}@${new Date(end - MINUTE).toISOString().replace('.000Z', 'Z')}`
  const window = known.open[key]
  known.open[key] = { end, highest: Math.max(celsius, window?.highest ?? celsius) }
  const closed = Object.entries(known.open).filter(([, window]) => window.end + GRACE <= known.streamTime)
  for (const [key] of closed) delete known.open[key]
  return closed.map(([key, { highest }]) => ({ topic: 'sensor-maxima', key, value: String(highest) }))
}

await producer.connect()
await consumer.connect()
await consumer.subscribe({ topic: 'readings', fromBeginning: true })
await consumer.run({
  autoCommitThreshold: 1,
  eachBatchAutoResolve: false,
  eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary }) => {
    const known: Partition = (partitions[batch.partition] ??= { next: '0', streamTime: 0, open: {} })
    for (const { offset, value } of batch.messages) {
      if (BigInt(offset) < BigInt(known.next)) continue
      for (const { topic, key, value: told } of take(known, value?.toString() ?? '')) {
        await producer.send({ topic, messages: [{ key, value: told }] })
      }
      known.next = String(BigInt(offset) + 1n)
    }
    resolveOffset(batch.lastOffset())
    await commitOffsetsIfNecessary()
  },
})

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, async () => {
    await consumer.disconnect()
    await producer.disconnect()
    writeFileSync(`${FILE}.new`, JSON.stringify(partitions))
    renameSync(`${FILE}.new`, FILE)
    process.exit(0)
  })
}
