const { readFileSync } = require('node:fs')

const { CONNECT_URL, INPUT_FILE } = process.env
const headers = { 'content-type': 'application/json' }

async function main() {
  console.log(`to be streamed: ${readFileSync(INPUT_FILE, 'utf8').split('\n').length - 1} lines and what follows`)
  const body = JSON.stringify({
    name: 'file-source-connector',
    config: {
      'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
      'tasks.max': '1',
      file: INPUT_FILE,
      topic: 'file-events',
      'topic.creation.default.partitions': 6,
      'topic.creation.default.replication.factor': -1,
      'topic.creation.default.compression.type': 'gzip',
      'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
      'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
    },
    initial_state: 'STOPPED',
  })
  await insist(() => fetch(`${CONNECT_URL}/connectors`, { method: 'POST', headers, body }))
  await insist(() => fetch(`${CONNECT_URL}/connectors/file-source-connector/resume`, { method: 'PUT' }))
}

async function insist(ask) {
  const answer = await ask()
  console.log(answer.status, await answer.text())
  if (answer.ok) return
  if (answer.status !== 409) throw new Error('Connect refuses')
  await new Promise(resolve => setTimeout(resolve, 200))
  return insist(ask)
}

main()
