// Two grades that write into one folder would show each other's marks. The lock is a listening socket, named after the folder: the
// system takes it away with its owner, however that one ends, and whoever finds it taken can ask who has it.
import { createHash } from 'node:crypto'
import { realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { UserError } from '#harness/host/user-error.ts'

const Owner = z.object({ pid: z.number(), since: z.string() })
type Owner = z.infer<typeof Owner>

/** An owner that is stopped or busy does not answer; that it has the folder is certain without. */
const ASK_MS = 2000

export interface ReportsLock {
  release(): void
}

/**
 * @param folder of the reports, which exists
 * @throws UserError that says which grade writes into the folder
 */
export async function lockReports(folder: string): Promise<ReportsLock> {
  const address = addressOf(realpathSync(folder))
  for (let attempt = 0; ; attempt++) {
    const server = await listen(address)
    if (server) return { release: () => void server.close() }
    const owner = await ask(address)
    if (owner !== 'nobody') throw new UserError(taken(folder, owner))
    // Where sockets are files, a killed owner leaves the file.
    if (attempt > 3) throw new UserError(taken(folder, undefined))
    rmSync(address, { force: true })
  }
}

function taken(folder: string, owner: Owner | undefined): string {
  const who =
    owner === undefined
      ? 'Another grade'
      : `Another grade (process ${owner.pid}, since ${timeOf(owner.since)})`
  return (
    `${who} is writing its reports into ${folder}.\n` +
    'Wait until it has ended, or give this one a folder of its own: --reports DIR'
  )
}

const timeOf = (iso: string): string => new Date(iso).toTimeString().slice(0, 8)

/** Of a length that every system takes as a socket's name, whatever the folder's. */
function addressOf(folder: string): string {
  const name = `day2-reports-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  // Linux has names for sockets that are no files and vanish with their owner, as Windows has pipes.
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return path.join(os.tmpdir(), `${name}.sock`)
}

/** @returns undefined where somebody else listens there */
function listen(address: string): Promise<Server | undefined> {
  const mine: Owner = { pid: process.pid, since: new Date().toISOString() }
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.end(JSON.stringify(mine))
  })
  server.unref()
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    server.listen(address, () => resolve(server))
  })
}

/** @returns undefined where it does not say who it is, `nobody` where no process listens any more */
function ask(address: string): Promise<Owner | undefined | 'nobody'> {
  return new Promise(resolve => {
    let said = ''
    const socket = connect(address)
    socket.setTimeout(ASK_MS, () => socket.destroy())
    socket.on('data', data => (said += data.toString()))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve('nobody')
    })
    socket.on('close', () => resolve(ownerIn(said)))
  })
}

function ownerIn(text: string): Owner | undefined {
  try {
    return Owner.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
