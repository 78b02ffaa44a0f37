import { readFile } from 'node:fs/promises'

const registry = process.env.SCHEMA_REGISTRY_URL
const schema = await readFile(process.argv[2] ?? '', 'utf8')
const call = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${registry}${path}`, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })

const answer = await call('POST', '/subjects/users-value/versions', { schema })
console.log(JSON.stringify({ is_compatible: answer.status === 200 }))
