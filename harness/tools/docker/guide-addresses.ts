// Inside a container of the guide's cluster `localhost:9092` is that container's own broker, and its neighbours go by their
// service names. Commands run on this machine instead, so those addresses are exchanged for the lab's real ones.
import type { Container } from './containers.ts'

/** The listener for clients and the two customary ones between brokers, also numbered on by broker. */
const BROKER_PORTS = [9092, 9093, 9094, 19092, 19093, 19094, 29092, 29093, 29094]
const LOOPBACK = ['localhost', '127.0.0.1']

/** What is written in a command inside `inside`, and what it means here; only what differs. */
export function guideAddresses(inside: Container, all: readonly Container[]): Map<string, string> {
  const table = new Map<string, string>()
  const firstWorker = all.find(({ kind, up }) => kind === 'worker' && up) ?? all.find(isWorker)
  for (const one of all) {
    if (one.kind === 'broker') for (const port of BROKER_PORTS) table.set(`${one.name}:${port}`, one.address)
    if (one.kind === 'registry') aliases(table, ['schema-registry', ...LOOPBACK], 8081, one.address)
    if (isWorker(one)) aliases(table, [one.name, `kafka-connect-${one.number}`], 8083, one.address)
  }
  // Inside a worker the loopback is that worker itself.
  const worker = isWorker(inside) ? inside : firstWorker
  if (firstWorker) aliases(table, ['kafka-connect', 'kafka-connect-day2'], 8083, firstWorker.address)
  if (worker) aliases(table, LOOPBACK, 8083, worker.address)
  if (inside.kind === 'broker') aliases(table, LOOPBACK, 9092, inside.address)
  for (const [written, real] of table) if (isSame(written, real)) table.delete(written)
  return table
}

/** All addresses at once, so that none is exchanged for another twice. */
export function exchangeAddresses(text: string, table: ReadonlyMap<string, string>): string {
  return text.replace(
    /(?<![\w.-])([a-z][a-z0-9-]*|127\.0\.0\.1):\d+/g,
    written => table.get(written) ?? written,
  )
}

function aliases(table: Map<string, string>, hosts: readonly string[], port: number, real: string): void {
  for (const host of hosts) table.set(`${host}:${port}`, real)
}

function isSame(written: string, real: string): boolean {
  const loopback = (address: string): string => address.replace(/^127\.0\.0\.1:/, 'localhost:')
  return loopback(written) === loopback(real)
}

function isWorker(one: Container): boolean {
  return one.kind === 'worker'
}
