// setup: three Connect workers, and three files that they stream into high-throughput-topic.
import { readdir } from 'node:fs/promises'

const connect = process.env.CONNECT_URL ?? 'http://localhost:8083'
const folder = process.env.INPUT_DIR ?? '/tmp'

const files = (await readdir(folder)).filter(name => name.startsWith('part-'))
console.log(`To be streamed by ${connect}: ${files.join(', ')}`)

// TODO: create the topic.
// TODO: scale Connect to three workers.
// TODO: create the connectors, and wait until their tasks run.

console.error('setup is not done yet: see README.md')
process.exit(1)
