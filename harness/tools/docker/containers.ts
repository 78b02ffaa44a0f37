// Which containers the lab would consist of if it ran under docker: the guide's names for brokers, registry and workers.
import { createHash } from 'node:crypto'
import { isUp, type LabState } from '../lab-state.ts'
import { CommandFailed } from './command-failed.ts'

export interface Container {
  name: string
  /** Twelve hex digits, the same in every run. */
  id: string
  /** As the compose file names it. */
  service: string
  kind: 'broker' | 'registry' | 'worker'
  /** The broker's id, the worker's place in the lab. */
  number: number
  up: boolean
  /** `host:port` as a program on this machine reaches it. */
  address: string
}

export const CONNECT_SERVICE = 'kafka-connect'
export const REGISTRY_SERVICE = 'schema-registry'
/** Part of the guide's compose file; here the submission's own program plays it. */
export const APP_SERVICE = 'kafka-streams-app'
export const SERVICES = [
  'kafka-1',
  'kafka-2',
  'kafka-3',
  REGISTRY_SERVICE,
  CONNECT_SERVICE,
  APP_SERVICE,
] as const

/** The guide's compose file gives the only worker a name; compose numbers them when there are more. */
const ONLY_WORKER = 'kafka-connect-day2'

export function containersOf(state: LabState): Container[] {
  const brokers = state.brokers.map(({ id, address, state }) =>
    container({
      name: `kafka-${id}`,
      service: `kafka-${id}`,
      kind: 'broker',
      number: id,
      up: isUp(state),
      address,
    }),
  )
  const registry = container({
    name: REGISTRY_SERVICE,
    service: REGISTRY_SERVICE,
    kind: 'registry',
    number: 1,
    up: true,
    address: hostAndPort(state.registryUrl),
  })
  const workers = state.workers.map(({ url, state: own }, index) =>
    container({
      name: state.workers.length > 1 ? `${CONNECT_SERVICE}-${index + 1}` : ONLY_WORKER,
      service: CONNECT_SERVICE,
      kind: 'worker',
      number: index + 1,
      up: isUp(own),
      address: hostAndPort(url),
    }),
  )
  return [...brokers, registry, ...workers]
}

/** By name, id, or one of the names that compose or the guide could have given a worker. */
export function findContainer(containers: readonly Container[], name: string): Container {
  const worker = /^(?:day2[-_])?kafka-connect(?:-day2|[-_]([1-3]))?$/.exec(name)
  const workers = containers.filter(({ kind }) => kind === 'worker')
  const found =
    containers.find(one => one.name === name || (name.length >= 4 && one.id.startsWith(name))) ??
    (worker?.[1] ? workers[Number(worker[1]) - 1] : undefined) ??
    // Without a number: whichever answers.
    (worker && !worker[1] ? (workers.find(({ up }) => up) ?? workers[0]) : undefined)
  if (found) return found
  throw new CommandFailed(
    `Error response from daemon: No such container: ${name} (there are ${containers.map(one => one.name).join(', ')})`,
  )
}

/** `host:port` of a URL; a server that listens everywhere is reached on the loopback. */
export function hostAndPort(url: string): string {
  const { hostname, port } = new URL(url)
  const everywhere = ['[::]', '0.0.0.0', '[::1]'].includes(hostname)
  return `${everywhere ? 'localhost' : hostname}:${port || '80'}`
}

function container(fields: Omit<Container, 'id'>): Container {
  return { ...fields, id: createHash('sha256').update(fields.name).digest('hex').slice(0, 12) }
}
