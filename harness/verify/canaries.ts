// What somebody else on the machine has while cases are run: a port, an abstract socket, a folder, a variable. A hostile case looks for
// them, and would find them without the sandbox. The names stand in suites/*/hostile/looks-for-other-grades.
import { mkdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

export const CANARY_PORT = 28713
export const CANARY_SOCKET = '\0day2-canary'
const VARIABLE = 'DAY2_CANARY'

/** Where another run of the same has them already, these are as good. */
export async function openCanaries(): Promise<AsyncDisposable> {
  await using made = new AsyncDisposableStack()
  const addresses = [
    { port: CANARY_PORT, host: '127.0.0.1' },
    ...(process.platform === 'linux' ? [{ path: CANARY_SOCKET }] : []),
  ]
  for (const address of addresses) {
    const server = createServer(socket => socket.end()).unref()
    made.defer(() => void server.close())
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve() : reject(error),
      )
      server.listen(address, resolve)
    })
  }
  const folder = path.join(os.tmpdir(), `day2-canary-${process.pid}`)
  await mkdir(folder)
  made.defer(() => rm(folder, { recursive: true, force: true }))
  process.env[VARIABLE] = 'of another grade'
  made.defer(() => void delete process.env[VARIABLE])
  return made.move()
}
