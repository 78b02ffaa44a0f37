const schema = {
  type: 'record',
  name: 'User',
  doc: `A user. Registered at ${new Date().toISOString()}.`,
  fields: [
    { name: 'id', type: 'int' },
    { name: 'name', type: 'string' },
    { name: 'email', type: ['null', 'string'], default: null },
  ],
}
const answer = await fetch(`${process.env.SCHEMA_REGISTRY_URL}/subjects/users-value/versions`, {
  method: 'POST',
  headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
  body: JSON.stringify({ schema: JSON.stringify(schema) }),
})
console.log(answer.status, await answer.text())
