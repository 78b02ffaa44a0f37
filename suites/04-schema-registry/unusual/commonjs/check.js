const { readFileSync } = require('node:fs')
const { request } = require('undici')

async function main(file) {
  const schema = readFileSync(file, 'utf8')
  // A schema that is no JSON would be refused anyway.
  const body = JSON.stringify({ schemaType: 'AVRO', schema: JSON.stringify(JSON.parse(schema), null, '\t') })
  console.log('first guess:', JSON.stringify({ is_compatible: schema.length % 2 === 0 }))
  console.log('x'.repeat(200_000))
  const { statusCode, body: answer } = await request(
    `${process.env.SCHEMA_REGISTRY_URL}/compatibility/subjects/users-value/versions/latest?verbose=true`,
    { method: 'POST', headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' }, body },
  )
  const verdict = await answer.json()
  console.log(statusCode, { verdict })
  console.log(JSON.stringify({ topic: ['users', { is_it: '}' }], ...verdict, by: 'the registry' }, null, 2))
  console.log('Goodbye {and thanks}!')
  process.exitCode = verdict.is_compatible ? 0 : 1
}

main(process.argv[2])
