import { randomUUID } from 'node:crypto'
import { Kafka, logLevel } from 'kafkajs'
import { schemaOfVersion } from './registry.ts'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const consumer = new Kafka({ brokers, logLevel: logLevel.ERROR }).consumer({
  // A group that nobody knows has committed nothing, and so begins at the beginning.
  groupId: `customers-reader-${randomUUID()}`,
  maxWaitTimeInMs: 500,
})

const { type: reader } = await schemaOfVersion('customers-value', 2)

async function decode(value: Buffer): Promise<unknown> {
  try {
    return reader.fromBuffer(value.subarray(5))
  } catch {
    return { error: 'not to be read' }
  }
}

process.once('SIGTERM', async () => {
  await consumer.disconnect()
  process.exit()
})

await consumer.connect()
await consumer.subscribe({ topic: 'customers', fromBeginning: true })
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ partition, message: { offset, value } }) => {
    if (value && value.length >= 5 && value[0] === 0) console.log(JSON.stringify(await decode(value)))
    else console.error(`partition ${partition}, offset ${offset}: not in the wire format`)
  },
})
