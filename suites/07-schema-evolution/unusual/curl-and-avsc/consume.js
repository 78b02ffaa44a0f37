const { readFileSync } = require('node:fs')
const avro = require('avsc')
const { Kafka } = require('kafkajs')

const { BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL } = process.env
const reader = avro.Type.forSchema(JSON.parse(readFileSync('customer-2.avsc', 'utf8')))
const consumer = new Kafka({ brokers: BOOTSTRAP_SERVERS.split(',') }).consumer({ groupId: `reader-${process.pid}-${Date.now()}` })

async function main() {
  await consumer.connect()
  await consumer.subscribe({ topics: ['customers'], fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      const { value, offset } = message
      const id = value.readUInt32BE(1)
      // Asked anew for each record: slow, but right.
      const answer = await fetch(`${SCHEMA_REGISTRY_URL}/schemas/ids/${id}`)
      const writer = avro.Type.forSchema(JSON.parse((await answer.json()).schema))
      const customer = reader.fromBuffer(value.subarray(5), reader.createResolver(writer))
      console.log(`partition ${partition}, offset ${offset}, schema ${id}: "${customer.name}"`)
      console.log(`  { "email" : ${JSON.stringify(customer.email)}, "name" : ${ascii(customer.name)},  "id":${customer.id} } `)
      console.log(JSON.stringify({ again: true, ...customer, offset, schema: id }))
    },
  })
}

/** A JSON string with all that is beyond ASCII escaped. */
function ascii(text) {
  return JSON.stringify(text).replace(/[^ -~]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

main()
