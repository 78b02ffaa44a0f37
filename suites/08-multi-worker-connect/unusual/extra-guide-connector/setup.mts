import { $ } from 'zx'

$.verbose = true
const { BOOTSTRAP_SERVERS, CONNECT_URL, INPUT_DIR } = process.env
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

await $`docker compose up -d --scale kafka-connect=3 kafka-connect`
await $`kafka-topics --bootstrap-server ${BOOTSTRAP_SERVERS} --create --topic high-throughput-topic --partitions 6 --replication-factor 3`

const classic = { 'connector.class': 'FileStreamSource', 'tasks.max': '3', topic: 'high-throughput-topic' }
const files = [1, 2, 3].map(part => `${INPUT_DIR}/part-${part}.txt`)
for (const [index, file] of [undefined, ...files].entries()) {
  const body = JSON.stringify({ name: `multi-task-connector-${index}`, config: { ...classic, ...(file && { file }) } })
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(`${CONNECT_URL}/connectors`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    console.log(`attempt ${attempt}: ${answer.status} ${await answer.text()}`)
    // 409 is a rebalance, or a connector that is there: its status tells.
    const known = await fetch(`${CONNECT_URL}/connectors/multi-task-connector-${index}/status`)
    if (known.ok) break
    await sleep(500)
  }
}
