// Prints what Connect says of the connector and its tasks.
import { setTimeout as sleep } from 'node:timers/promises'

const connect = process.env.CONNECT_URL ?? 'http://localhost:8083'

let answer = await fetch(`${connect}/connectors/file-source-connector/status`)
// 409: Connect is rebalancing and asks to come back later.
while (answer.status === 409) {
  await sleep(200)
  answer = await fetch(`${connect}/connectors/file-source-connector/status`)
}
console.log(await answer.text())
if (!answer.ok) process.exitCode = 1
