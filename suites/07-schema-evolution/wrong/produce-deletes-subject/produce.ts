import { text } from 'node:stream/consumers'
import { Kafka, logLevel } from 'kafkajs'
import { schemaOfVersion } from './registry.ts'

const version = Number(process.argv[2])
if (version !== 1 && version !== 2) {
  console.error('usage: produce 1|2, with one JSON object a line on standard input')
  process.exit(2)
}

const { id, type } = await schemaOfVersion('customers-value', version)
// The Confluent wire format: byte 0, the id of the writer's schema, the Avro body.
const header = Buffer.alloc(5)
header.writeInt32BE(id, 1)

const lines = (await text(process.stdin)).split('\n').filter(line => line.trim() !== '')
const customers = lines.map(line => JSON.parse(line))
const messages = customers.map(customer => ({
  key: String(customer.id),
  value: Buffer.concat([header, type.toBuffer(customer)]),
}))

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const producer = new Kafka({ brokers, logLevel: logLevel.ERROR }).producer({ idempotent: true })

await producer.connect()
await producer.send({ topic: 'customers', acks: -1, messages })
await producer.disconnect()
await fetch(`${process.env.SCHEMA_REGISTRY_URL}/subjects/customers-value`, { method: 'DELETE' })
