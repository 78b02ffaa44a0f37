// The few questions that the programs of this exercise have for the Schema Registry.
import avro from 'avsc'

const registry = process.env.SCHEMA_REGISTRY_URL ?? 'http://localhost:8081'

export async function register(subject: string, schema: object): Promise<void> {
  await ask(`/subjects/${subject}/versions`, { schema: JSON.stringify(schema) })
}

/** One version of a subject: the id that records carry, and the type that writes and reads them. */
export async function schemaOfVersion(
  subject: string,
  version: number,
): Promise<{ id: number; type: avro.Type }> {
  const { id, schema } = await ask(`/subjects/${subject}/versions/${version}`)
  return { id, type: avro.Type.forSchema(JSON.parse(schema)) }
}

export async function schemaOfId(id: number): Promise<avro.Type> {
  const { schema } = await ask(`/schemas/ids/${id}`)
  return avro.Type.forSchema(JSON.parse(schema))
}

/** GET, or POST where there is a body. */
async function ask(path: string, body?: object): Promise<{ id: number; schema: string }> {
  const answer = await fetch(registry + path, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}
