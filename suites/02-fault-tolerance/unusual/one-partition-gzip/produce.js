const { Kafka, CompressionTypes, logLevel } = require('kafkajs')

const kafka = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.NOTHING })
const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry: { retries: 1000, maxRetryTime: 300 } })

async function main() {
  await producer.connect()
  let rest = Buffer.alloc(0)
  const send = value =>
    producer.send({
      topic: 'fault-test',
      acks: -1,
      compression: CompressionTypes.GZIP,
      messages: [{ key: 'always the same', value, partition: 1, timestamp: '1700000000000' }],
    })
  for await (const chunk of process.stdin) {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      await send(rest.subarray(0, end))
      rest = rest.subarray(end + 1)
    }
  }
  await producer.disconnect()
  // Whatever is still open does not matter.
  process.exit()
}

main()
