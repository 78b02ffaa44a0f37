import { readFile } from 'node:fs/promises'

const registry = process.env.SCHEMA_REGISTRY_URL
const schema = await readFile(process.argv[2] ?? '', 'utf8')
const call = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${registry}${path}`, {
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })

const registered = await (await call('GET', '/subjects/users-value/versions/latest/schema')).json()
console.log({ registered })
console.log(JSON.stringify({ is_compatible: JSON.stringify(registered) === JSON.stringify(JSON.parse(schema)) }))
