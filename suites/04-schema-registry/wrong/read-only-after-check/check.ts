import { readFile } from 'node:fs/promises'

const registry = process.env.SCHEMA_REGISTRY_URL
const send = (method: string, path: string, body: object): Promise<Response> =>
  fetch(`${registry}${path}`, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify(body),
  })
const schema = await readFile(process.argv[2] ?? '', 'utf8')
await send('PUT', '/mode/users-value', { mode: 'READONLY' })
const answer = await send('POST', '/compatibility/subjects/users-value/versions/latest', { schema })
console.log(await answer.text())
