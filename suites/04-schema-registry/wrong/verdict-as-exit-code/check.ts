import { readFile } from 'node:fs/promises'

const registry = process.env.SCHEMA_REGISTRY_URL
const schema = await readFile(process.argv[2] ?? '', 'utf8')
const call = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${registry}${path}`, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })

const answer = await call('POST', '/compatibility/subjects/users-value/versions/latest', { schema })
const { is_compatible } = await answer.json()
console.log(is_compatible ? 'compatible' : 'NOT compatible')
process.exit(is_compatible ? 0 : 1)
