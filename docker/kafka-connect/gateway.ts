// The container `kafka-connect-day2`: the one fixed name and port in front of as many Connect workers as there are. A service
// that has a container name or a published port cannot be scaled, so the workers' own has neither.
import { lookup } from 'node:dns/promises'
import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, rmSync, symlinkSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'

const PORT = 8083
const WORKERS = process.env.CONNECT_SERVICE ?? 'kafka-connect'

// The folder comes from this machine and belongs to some user; Connect's user must read in it, and everybody may write.
mkdirSync('/shared/input', { recursive: true })
closeSync(openSync('/shared/input.txt', 'a'))
for (const [file, mode] of [
  ['/shared', 0o777],
  ['/shared/input', 0o777],
  ['/shared/input.txt', 0o666],
] as const)
  chmodSync(file, mode)
for (const name of ['input.txt', 'input']) {
  if (lstatSync(`/tmp/${name}`, { throwIfNoEntry: false })) rmSync(`/tmp/${name}`, { recursive: true })
  symlinkSync(`/shared/${name}`, `/tmp/${name}`)
}

/** A connection to any worker that takes one. */
async function toWorker(): Promise<Socket> {
  const workers = await lookup(WORKERS, { all: true, family: 4 })
  let last: unknown = new Error(`no worker goes by the name ${WORKERS}`)
  for (const { address } of workers) {
    try {
      return await new Promise<Socket>((resolve, reject) => {
        const socket = connect({ host: address, port: PORT, timeout: 1000 }, () => resolve(socket))
        socket.once('error', reject)
        socket.once('timeout', () => socket.destroy(new Error(`${address} does not answer`)))
      })
    } catch (error) {
      last = error
    }
  }
  throw last
}

createServer(client => {
  client.on('error', () => {})
  toWorker().then(
    worker => {
      worker.setTimeout(0)
      worker.on('error', () => client.destroy())
      client.on('close', () => worker.destroy())
      worker.on('close', () => client.destroy())
      client.pipe(worker).pipe(client)
    },
    () => client.destroy(),
  )
}).listen(PORT, '0.0.0.0')
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
