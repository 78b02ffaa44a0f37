// Ports on the loopback that stay when a container is stopped and started: a published port that the engine picks would not.
import { createServer } from 'node:net'
import { freePorts } from '#harness/host/free-ports.ts'
import type { BrokerId } from '../lab.ts'

export interface Ports {
  broker: Record<BrokerId, number>
  registry: number
  apicurio: number
  workers: readonly [number, number, number]
}

/** The guide's own, where the lab can have them: then its literal addresses work as well. */
const GUIDE = [9092, 9093, 9094, 8081, 8083]

/** @param guides false after they turned out to be taken between the look and the start */
export async function choosePorts({ guides }: { guides: boolean }): Promise<Ports> {
  const free = guides && (await Promise.all(GUIDE.map(isFree))).every(Boolean)
  const [b1, b2, b3, registry, first] = free ? GUIDE : await freePorts(5)
  const [second, third, apicurio] = await freePorts(3)
  return {
    broker: { 1: b1 ?? 0, 2: b2 ?? 0, 3: b3 ?? 0 },
    registry: registry ?? 0,
    apicurio: apicurio ?? 0,
    workers: [first ?? 0, second ?? 0, third ?? 0],
  }
}

async function isFree(port: number): Promise<boolean> {
  const listens = (host: string): Promise<boolean> =>
    new Promise(resolve => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
    })
  return (await listens('0.0.0.0')) && (await listens('127.0.0.1'))
}
