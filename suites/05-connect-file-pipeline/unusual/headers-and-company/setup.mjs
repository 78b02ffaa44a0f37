import { $ } from 'zx'

const { BOOTSTRAP_SERVERS, CONNECT_URL, INPUT_FILE, TMPDIR } = process.env
const put = async (name, config) => {
  for (;;) {
    const answer = await fetch(`${CONNECT_URL}/connectors/${encodeURIComponent(name)}/config`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(config),
    })
    if (answer.ok) return console.log(name, 'is', answer.status === 201 ? 'new' : 'known')
    if (answer.status !== 409) throw new Error(await answer.text())
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
const source = { 'connector.class': 'FileStreamSource', file: INPUT_FILE, topic: 'file-events' }
const text = 'org.apache.kafka.connect.storage.StringConverter'

await $`kafka-topics --bootstrap-server ${BOOTSTRAP_SERVERS} --create --topic file-events --partitions 4`
await put('a second one', { ...source, topic: 'for-my-own-tests', 'value.converter': text })
await put('file-source-connector', {
  ...source,
  transforms: 'from',
  'transforms.from.type': 'org.apache.kafka.connect.transforms.InsertHeader',
  'transforms.from.header': 'file',
  'transforms.from.value.literal': INPUT_FILE,
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'value.converter.schemas.enable': 'true',
})
await put('sink', { 'connector.class': 'FileStreamSink', topics: 'file-events', file: '/tmp/copy.txt' })
