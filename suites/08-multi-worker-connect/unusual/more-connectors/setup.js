const { execFileSync } = require('node:child_process')
const { join } = require('node:path')
const { Kafka } = require('kafkajs')

const { BOOTSTRAP_SERVERS, CONNECT_URL, INPUT_DIR } = process.env

async function main() {
  const admin = new Kafka({ brokers: BOOTSTRAP_SERVERS.split(',') }).admin()
  await admin.connect()
  await admin.createTopics({
    waitForLeaders: false,
    topics: [
      { topic: 'high-throughput-topic', numPartitions: 6, replicationFactor: 3 },
      { topic: 'side-topic', numPartitions: 2, replicationFactor: 1 },
    ],
  })
  await admin.disconnect()
  execFileSync('docker', ['compose', 'up', '-d', '--scale', 'kafka-connect=3'], { stdio: 'inherit' })
  for (const part of [1, 2, 3]) {
    const file = join(INPUT_DIR, `part-${part}.txt`)
    await connector(`source-${part}`, {
      file,
      topic: 'high-throughput-topic',
      'producer.override.compression.type': 'zstd',
      transforms: 'from',
      'transforms.from.type': 'org.apache.kafka.connect.transforms.InsertHeader',
      'transforms.from.header': 'file',
      'transforms.from.value.literal': file,
    })
    await connector(`side-${part}`, { file, topic: 'side-topic' })
  }
  await connector('copy', {
    'connector.class': 'FileStreamSink',
    topics: 'high-throughput-topic',
    'tasks.max': '2',
    file: '/tmp/copy.txt',
  })
}

async function connector(name, more) {
  const body = JSON.stringify({
    'connector.class': 'FileStreamSource',
    'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
    ...more,
  })
  for (;;) {
    const answer = await fetch(`${CONNECT_URL}/connectors/${name}/config`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
    })
    if (answer.ok) return
    if (answer.status !== 409 && answer.status !== 500) throw new Error(await answer.text())
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
