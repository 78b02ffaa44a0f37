// Against sockets that answer as a broker in trouble does: what is tested is the client's own behaviour, not Kafka's.
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Wire } from './wire.ts'

let server: Server
let sockets: Set<Socket>
let address: string

beforeEach(async () => {
  sockets = new Set()
  server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
    socket.resume()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port')
  address = `127.0.0.1:${bound.port}`
})

afterEach(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})

test('many questions at once to one broker share one connection, and closing leaves none', async () => {
  const wire = new Wire(address)
  const [host = '', port] = address.split(':')
  const questions = Array.from({ length: 6 }, () =>
    wire.metadataFrom(host, Number(port)).catch(() => 'failed'),
  )
  await expect.poll(() => sockets.size).toBe(1)
  await wire.close()
  expect(await Promise.all(questions)).toEqual(Array(6).fill('failed'))
  await expect.poll(() => sockets.size).toBe(0)
  await expect(wire.metadataFrom(host, Number(port))).rejects.toThrow('closed')
})

test('a refused connection is tried anew', async () => {
  const wire = new Wire('127.0.0.1:1')
  await expect(wire.metadata()).rejects.toThrow('no broker answers')
  await expect(wire.metadata()).rejects.toThrow('no broker answers')
  await wire.close()
})
