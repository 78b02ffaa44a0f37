// Where the lab listens: on the guide's own ports where the loopback is private, on free ones elsewhere.
import { freePorts } from '#harness/host/free-ports.ts'
import { HERE, type Place } from '#harness/host/place.ts'
import type { BrokerId } from '../lab.ts'

export interface Addresses {
  /** What the servers bind to: every address where the network is private, loopback elsewhere. */
  bind: string
  broker: Record<BrokerId, number>
  controller: Record<BrokerId, number>
  registry: number
  apicurio: number
  apicurioManagement: number
  workers: [number, number, number]
}

const GUIDE: Addresses = {
  bind: '',
  broker: { 1: 9092, 2: 9093, 3: 9094 },
  controller: { 1: 19092, 2: 19093, 3: 19094 },
  registry: 8081,
  apicurio: 18081,
  apicurioManagement: 18082,
  workers: [8083, 8084, 8085],
}

export async function chooseAddresses(place: Place = HERE): Promise<Addresses> {
  if (place.network === 'private') return GUIDE
  const [b1, b2, b3, c1, c2, c3, registry, apicurio, management, w1, w2, w3] = await freePorts(12)
  return {
    bind: '127.0.0.1',
    broker: { 1: b1 ?? 0, 2: b2 ?? 0, 3: b3 ?? 0 },
    controller: { 1: c1 ?? 0, 2: c2 ?? 0, 3: c3 ?? 0 },
    registry: registry ?? 0,
    apicurio: apicurio ?? 0,
    apicurioManagement: management ?? 0,
    workers: [w1 ?? 0, w2 ?? 0, w3 ?? 0],
  }
}
