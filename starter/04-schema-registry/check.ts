// check FILE: asks the registry whether the schema in FILE could be the next version of users-value.
import { readFile } from 'node:fs/promises'

const registry = process.env.SCHEMA_REGISTRY_URL ?? 'http://localhost:8081'
const [file = ''] = process.argv.slice(2)
const schema = await readFile(file, 'utf8')

// TODO: ask the registry, and print its answer.
console.log(`${schema.length} characters of schema for ${registry}`)

console.error('check is not done yet: see README.md')
process.exit(1)
