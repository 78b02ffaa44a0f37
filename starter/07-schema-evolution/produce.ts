// produce VERSION: sends each JSON object on standard input to customers, written with that version of the schema.
import { text } from 'node:stream/consumers'

const version = Number(process.argv[2])
const lines = (await text(process.stdin)).split('\n').filter(line => line !== '')

// TODO: get the schema of this version and its id, encode the objects, and send them.
console.log(`${lines.length} objects for version ${version}`)

console.error('produce is not done yet: see README.md')
process.exit(1)
