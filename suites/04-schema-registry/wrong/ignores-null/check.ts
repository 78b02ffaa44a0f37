import { readFile } from 'node:fs/promises'

interface Field {
  name: string
  type: unknown
  default?: unknown
}

const answer = await fetch(`${process.env.SCHEMA_REGISTRY_URL}/compatibility/subjects/users-value/versions/latest`, {
  method: 'POST',
  headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
  body: JSON.stringify({ schema: await optional(process.argv[2] ?? '') }),
})
console.log(await answer.text())

/** Null will do where nothing was written, so it is filled in on the way. */
async function optional(file: string): Promise<string> {
  const schema = JSON.parse(await readFile(file, 'utf8'))
  for (const field of schema.fields as Field[]) {
    if (Array.isArray(field.type) && field.type[0] === 'null') field.default ??= null
  }
  return JSON.stringify(schema)
}
