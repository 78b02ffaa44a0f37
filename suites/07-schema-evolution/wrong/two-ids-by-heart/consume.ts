import { randomUUID } from 'node:crypto'
import type { Type } from 'avsc'
import { Kafka, logLevel } from 'kafkajs'
import { schemaOfId, schemaOfVersion } from './registry.ts'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const consumer = new Kafka({ brokers, logLevel: logLevel.ERROR }).consumer({
  // A group that nobody knows has committed nothing, and so begins at the beginning.
  groupId: `customers-reader-${randomUUID()}`,
  maxWaitTimeInMs: 500,
})

const { type: reader } = await schemaOfVersion('customers-value', 2)

/** How to read what was written with the schema of an id. */
const resolvers = new Map<number, ReturnType<Type['createResolver']>>()
for (const version of [1, 2]) {
  const { id } = await schemaOfVersion('customers-value', version)
  resolvers.set(id, reader.createResolver(await schemaOfId(id)))
}

async function decode(value: Buffer): Promise<unknown> {
  const id = value.readInt32BE(1)
  const resolver = resolvers.get(id)
  if (!resolver) return 'unknown schema'
  return reader.fromBuffer(value.subarray(5), resolver)
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
