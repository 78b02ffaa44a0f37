// register: makes the User schema version 1 of users-value.
const registry = process.env.SCHEMA_REGISTRY_URL ?? 'http://localhost:8081'

const answer = await fetch(`${registry}/subjects`)
console.log(`The registry has these subjects: ${await answer.text()}`)

// TODO: register the schema under users-value.

console.error('register is not done yet: see README.md')
process.exit(1)
