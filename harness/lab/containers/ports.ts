// Ports on the loopback that stay when a container is stopped and started: a published port that the engine picks would not.
import { createServer } from 'node:net'
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

/** Below the range that the kernel hands out by itself, so that no client sits on one while its container is down. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (!ports.has(port) && (await isFree(port))) ports.add(port)
  }
  return [...ports]
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

/** Did a container not start because somebody else took its port? */
export function isPortTaken(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error)
  return /port is already allocated|address already in use|ports are not available|EADDRINUSE/i.test(text)
}
