// Inside the new network: opens the ports, hands them to the forwarder outside, and keeps the network alive until that ends.
import { createServer } from 'node:net'

process.on('disconnect', () => process.exit(0))
for (const port of process.argv.slice(2).map(Number)) {
  const server = createServer()
  server.on('error', error => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  // Handed on, it is the forwarder's alone: two who accept would share what comes.
  server.listen(port, '127.0.0.1', () => process.send?.(port, server, {}, () => server.close()))
}
