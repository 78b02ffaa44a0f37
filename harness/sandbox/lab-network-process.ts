// The forwarder behind lab-network.ts: `node lab-network-process.ts PORT…`. It is in the machine's network, and is handed listening
// sockets out of another one; its first line of output is the process whose network that is. It ends when its input ends.
import { spawn } from 'node:child_process'
import { connect, type Server } from 'node:net'
import path from 'node:path'
import { inNewNetwork } from './lab-network.ts'

const ports = process.argv.slice(2).map(Number)
const listener = path.join(import.meta.dirname, 'lab-network-listener.ts')
const [file = '', ...args] = inNewNetwork([process.execPath, listener, ...ports.map(String)])
const inside = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
inside.on('error', error => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
inside.on('exit', code => process.exit(code ?? 1))

let open = 0
inside.on('message', (port: number, server) => {
  forward(server as Server, port)
  open += 1
  if (open === ports.length) process.stdout.write(`${inside.pid}\n`)
})
// The network goes first, and with its last process.
process.stdin.on('close', () => inside.disconnect())
process.stdin.resume()

function forward(server: Server, port: number): void {
  server.on('connection', program => {
    const lab = connect({ port, host: '127.0.0.1' })
    // Where one side ends, however it ends, so does the other.
    for (const [one, other] of [
      [program, lab],
      [lab, program],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.end())
      one.pipe(other)
    }
  })
}
