import { randomUUID } from 'node:crypto'
import type { Type } from 'avsc'
import { Kafka, logLevel } from 'kafkajs'
import { schemaOfId, schemaOfVersion } from './registry.ts'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const consumer = new Kafka({ brokers, logLevel: logLevel.ERROR }).consumer({
  groupId: `customers-reader-${randomUUID()}`,
  maxWaitTimeInMs: 500,
})

const { type: reader } = await schemaOfVersion('customers-value', 2)

/** How to read what was written with the schema of an id; also of one that is registered while we run. */
const resolvers = new Map<number, ReturnType<Type['createResolver']>>()

async function decode(value: Buffer): Promise<unknown> {
  const id = value.readInt32BE(1)
  let resolver = resolvers.get(id)
  if (!resolver) {
    // Fields that the writer did not know get their default; fields that only the writer knows are left out.
    resolver = reader.createResolver(await schemaOfId(id))
    resolvers.set(id, resolver)
  }
  return reader.fromBuffer(value.subarray(5), resolver)
}

process.once('SIGTERM', async () => {
  await consumer.disconnect()
  process.exit()
})

await consumer.connect()
await consumer.subscribe({ topic: 'customers' })
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ partition, message: { offset, value } }) => {
    if (value && value.length >= 5 && value[0] === 0) console.log(JSON.stringify(await decode(value)))
    else console.error(`partition ${partition}, offset ${offset}: not in the wire format`)
  },
})
