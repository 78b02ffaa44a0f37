import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import avro from 'avsc'
import kafkajs from 'kafkajs'

const kafka = new kafkajs.Kafka({
  brokers: process.env.BOOTSTRAP_SERVERS.split(','),
  logLevel: kafkajs.logLevel.INFO,
})
const SUBJECT = '/subjects/customers-value/versions'
const fields = [
  { name: 'id', type: 'int' },
  { name: 'name', type: 'string' },
  { name: 'email', type: ['null', 'string'], default: null },
]
const V1 = { type: 'record', name: 'Customer', fields: fields.slice(0, 2) }
const V2 = { type: 'record', name: 'Customer', fields }

async function registry(path, schema) {
  const answer = await fetch(`${process.env.SCHEMA_REGISTRY_URL}${path}`, {
    method: schema ? 'POST' : 'GET',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: schema && JSON.stringify({ schema: JSON.stringify(schema) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

export async function register() {
  const topic = ['--topic', 'customers', '--partitions', '3', '--replication-factor', '3']
  const at = ['--bootstrap-server', process.env.BOOTSTRAP_SERVERS]
  execFileSync('kafka-topics', ['--create', '--if-not-exists', ...topic, ...at], { stdio: 'inherit' })
  for (const schema of [V1, V2]) console.log(await registry(SUBJECT, schema))
}

/** Registers what is registered, which gives the id. */
export async function produce(version) {
  const schema = version === '1' ? V1 : V2
  const { id } = await registry(SUBJECT, schema)
  const type = avro.Type.forSchema(schema)
  const producer = kafka.producer({ transactionalId: `producer-${version}`, maxInFlightRequests: 1, idempotent: true })
  await producer.connect()
  const transaction = await producer.transaction()
  for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
    const value = Buffer.concat([Buffer.from([0, id >> 24, id >> 16, id >> 8, id]), type.toBuffer(JSON.parse(line))])
    await transaction.send({ topic: 'customers', messages: [{ key: Buffer.from([7]), value, headers: { version } }] })
  }
  await transaction.commit()
  await producer.disconnect()
}

export async function consume() {
  const consumer = kafka.consumer({ groupId: `consume-${Math.random()}` })
  const types = {}
  await consumer.connect()
  await consumer.subscribe({ topic: 'customers', fromBeginning: true })
  await consumer.run({
    eachBatch: async ({ batch, heartbeat }) => {
      console.log(`--- ${batch.messages.length} records of partition ${batch.partition} ---`)
      for (const { value } of batch.messages) {
        const id = value.readInt32BE(1)
        types[id] ??= avro.Type.forSchema(JSON.parse((await registry(`/schemas/ids/${id}`)).schema))
        // All that the writer knew, and null where it knew no email.
        console.log(JSON.stringify({ email: null, ...types[id].fromBuffer(value.subarray(5)), written_with: id }))
        await heartbeat()
      }
    },
  })
}
