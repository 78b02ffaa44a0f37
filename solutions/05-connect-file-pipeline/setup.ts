// Streams INPUT_FILE into file-events with Connect's file source, and waits until it does.
import { setTimeout as sleep } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const connect = process.env.CONNECT_URL ?? 'http://localhost:8083'

const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()
await admin.connect()
await admin.createTopics({
  // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
  waitForLeaders: false,
  // One partition, as a file has one order.
  topics: [{ topic: 'file-events', numPartitions: 1, replicationFactor: 3 }],
})
await admin.disconnect()

// PUT creates the connector, or updates the one that is there: `setup` may run again.
await ask('PUT', '/connectors/file-source-connector/config', {
  'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
  'tasks.max': '1',
  file: process.env.INPUT_FILE ?? '/tmp/input.txt',
  topic: 'file-events',
  'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
})

// Connect has accepted the configuration, but starts the task in its own time.
for (;;) {
  const status = await ask('GET', '/connectors/file-source-connector/status')
  const states = [status?.connector.state, ...(status?.tasks ?? []).map(task => task.state)]
  if (states.length === 2 && states.every(state => state === 'RUNNING')) break
  if (states.includes('FAILED')) throw new Error(JSON.stringify(status))
  await sleep(100)
}

interface Status {
  connector: { state: string }
  tasks: { state: string }[]
}

/** Asks again while Connect rebalances (409); undefined where there is nothing (404). */
async function ask(method: string, path: string, body?: object): Promise<Status | undefined> {
  for (;;) {
    const answer = await fetch(connect + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.ok) return JSON.parse(text)
    if (method === 'GET' && answer.status === 404) return undefined
    if (answer.status !== 409) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    await sleep(200)
  }
}
