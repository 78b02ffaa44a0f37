// register: creates the topic customers, and registers two versions of customers-value.
const registry = process.env.SCHEMA_REGISTRY_URL ?? 'http://localhost:8081'

const answer = await fetch(`${registry}/subjects`)
console.log(`The registry has these subjects: ${await answer.text()}`)

// TODO: create the topic.
// TODO: register version 1, then version 2.

console.error('register is not done yet: see README.md')
process.exit(1)
