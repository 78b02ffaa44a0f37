// setup: creates the connector file-source-connector and waits until it runs.
const connect = process.env.CONNECT_URL ?? 'http://localhost:8083'
const file = process.env.INPUT_FILE ?? '/tmp/input.txt'

const answer = await fetch(`${connect}/connectors`)
console.log(`Connect has these connectors: ${await answer.text()}`)

// TODO: create the connector that streams the file into file-events.
console.log(`To be streamed: ${file}`)

console.error('setup is not done yet: see README.md')
process.exit(1)
