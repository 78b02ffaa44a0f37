const readline = require('node:readline')
const avro = require('avsc')
const { CompressionTypes, Kafka } = require('kafkajs')

const { BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL } = process.env

async function main(version) {
  const answer = await fetch(`${SCHEMA_REGISTRY_URL}/subjects/customers-value/versions/${version}`)
  const { id, schema } = await answer.json()
  const type = avro.Type.forSchema(JSON.parse(schema))
  const producer = new Kafka({ brokers: BOOTSTRAP_SERVERS.split(',') }).producer()
  await producer.connect()
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const body = type.toBuffer(JSON.parse(line))
    const value = Buffer.alloc(5 + body.length)
    value.writeUInt32BE(id, 1)
    body.copy(value, 5)
    await producer.send({ topic: 'customers', compression: CompressionTypes.GZIP, messages: [{ key: null, value }] })
    console.log(`sent ${line} with schema ${id}`)
  }
  await producer.disconnect()
}

main(process.argv[2])
