// As the reference, but the connectors read through links, which go when setup is done.
import { rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'
import { $ } from 'zx'

const TOPIC = 'high-throughput-topic'
const WORKERS = 3
const FILES = ['part-1.txt', 'part-2.txt', 'part-3.txt']

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const connect = process.env.CONNECT_URL ?? 'http://localhost:8083'
const folder = process.env.INPUT_DIR ?? '/tmp'

await Promise.all([createTopic(), $`docker compose up -d --scale kafka-connect=${WORKERS}`])

// A file source has one task whatever tasks.max says, so that three tasks take three connectors.
const connectors = FILES.map(file => ({
  name: `${path.parse(file).name}-source`,
  // A path without blanks.
  file: `/tmp/lines-of-${file}`,
}))
for (const [index, { file }] of connectors.entries()) symlinkSync(path.join(folder, FILES[index] ?? ''), file)
for (const { name, file } of connectors) {
  // PUT creates the connector, or updates the one that is there: `setup` may run again.
  await ask('PUT', `/connectors/${name}/config`, {
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
    'tasks.max': '1',
    file,
    topic: TOPIC,
    'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
  })
}

// Connect hands the tasks out in its own time, and once more whenever a worker joins.
for (;;) {
  const tasks = (await Promise.all(connectors.map(({ name }) => tasksOf(name)))).flat()
  const failed = tasks.find(({ state }) => state === 'FAILED')
  if (failed) throw new Error(failed.trace)
  const running = tasks.filter(({ state }) => state === 'RUNNING')
  const workers = new Set(running.map(({ worker_id }) => worker_id))
  if (running.length === connectors.length && workers.size === WORKERS) break
  await sleep(100)
}

// Done when the first lines are there.
await $`kafka-console-consumer --bootstrap-server ${brokers.join()} --topic ${TOPIC} --from-beginning --max-messages 9`
for (const { file } of connectors) rmSync(file)

async function createTopic(): Promise<void> {
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  await admin.createTopics({
    // Waiting, kafkajs would ask any broker, and give up if that one has not heard of the topic yet.
    waitForLeaders: false,
    topics: [{ topic: TOPIC, numPartitions: 6, replicationFactor: 3 }],
  })
  await admin.disconnect()
}

interface Task {
  state: string
  worker_id: string
  trace?: string
}

async function tasksOf(name: string): Promise<Task[]> {
  const status = await ask('GET', `/connectors/${name}/status`)
  return status?.tasks ?? []
}

/** Asks again while Connect rebalances (409) or its leader changes (500); undefined where there is nothing (404). */
async function ask(method: string, where: string, body?: object): Promise<{ tasks: Task[] } | undefined> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(connect + where, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (answer.ok) return JSON.parse(text)
    if (method === 'GET' && answer.status === 404) return undefined
    if (![409, 500].includes(answer.status) || tries > 100)
      throw new Error(`${method} ${where}: ${answer.status} ${text}`)
    await sleep(200)
  }
}
