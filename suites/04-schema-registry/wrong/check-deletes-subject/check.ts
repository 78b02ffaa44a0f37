import { readFile } from 'node:fs/promises'

const registry = process.env.SCHEMA_REGISTRY_URL
const schema = await readFile(process.argv[2] ?? '', 'utf8')
const answer = await fetch(`${registry}/compatibility/subjects/users-value/versions/latest`, {
  method: 'POST',
  headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
  body: JSON.stringify({ schema }),
})
console.log(await answer.text())
await fetch(`${registry}/subjects/users-value`, { method: 'DELETE' })
