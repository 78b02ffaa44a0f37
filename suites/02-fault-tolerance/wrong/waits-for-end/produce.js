const { readFileSync } = require('node:fs')
const { Kafka, logLevel } = require('kafkajs')

async function main() {
  const lines = readFileSync(0, 'utf8').split('\n').filter(line => line !== '')
  const producer = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.ERROR }).producer({
    idempotent: true,
  })
  await producer.connect()
  await producer.send({ topic: 'fault-test', messages: lines.map(value => ({ value })) })
  await producer.disconnect()
}

main()
