// What a lab is, whatever engine runs it: components that are asked about their faults together, put back in order together and
// ended together. An engine makes the components and says where they are.
import { asLabFault } from './as-lab-fault.ts'
import type { Component } from './component.ts'
import {
  type Broker,
  type BrokerId,
  type ComponentLog,
  type ConnectCluster,
  type Door,
  type EngineName,
  type FaultUnavailable,
  type Lab,
  LabFault,
  type LabListener,
  type SharedFolder,
} from './lab.ts'
import { proveLab } from './prove-lab.ts'
import type { RegistryFront } from './registry-front/front.ts'
import type { Tampering } from './tampering.ts'

export interface LabBroker extends Broker {
  /** Where its process can be told of. */
  readonly component?: Component
  untilItSees(ids: readonly BrokerId[]): Promise<void>
  forgetRequests(): Promise<void>
  fault(): Promise<LabFault | undefined>
}

export interface LabConnect extends ConnectCluster {
  /** Every worker that there can be, where their processes can be told of. */
  readonly all?: readonly { readonly workerId: string; readonly component: Component }[]
  backToOne(): Promise<void>
  /** Resolves when a change of connectors would be taken at once: no rebalance is under way, and the leader is known. */
  untilTakingChanges(): Promise<void>
  fault(): Promise<LabFault | undefined>
}

export interface KafkaLabParts {
  engine: EngineName
  kafkaVersion: string
  javaVersion: string
  brokers: readonly [LabBroker, LabBroker, LabBroker]
  connect: LabConnect
  bootstrapServers: string
  registryUrl: string
  /** The registry behind its front, where the lab has brought its own. */
  registry?: { component: Component; front: RegistryFront }
  shared?: SharedFolder | undefined
  ports?: readonly number[] | undefined
  inputsUnseen?: string | undefined
  refused?: () => FaultUnavailable | undefined
  phases: Readonly<Record<string, number>>
  /** How long one component may take to be of use, in milliseconds; asked at every wait. */
  deadlineMs: () => number
  tampering?: Tampering
  /** Deletes what an exercise left in Kafka and Connect, all of which are up. */
  wipe: () => Promise<void>
  /** Gives everything back. */
  release: () => Promise<void>
}

const ALL: readonly BrokerId[] = [1, 2, 3]

export class KafkaLab implements Lab {
  readonly engine: EngineName
  readonly kafkaVersion: string
  readonly javaVersion: string
  readonly brokers: readonly [LabBroker, LabBroker, LabBroker]
  readonly connect: LabConnect
  readonly bootstrapServers: string
  readonly registryUrl: string
  readonly shared?: SharedFolder
  readonly ports?: readonly number[] | undefined
  readonly inputsUnseen: string | undefined
  readonly phases: Readonly<Record<string, number>>
  readonly #parts: KafkaLabParts
  readonly #doors: Door[] = []

  constructor(parts: KafkaLabParts) {
    this.#parts = parts
    this.engine = parts.engine
    this.kafkaVersion = parts.kafkaVersion
    this.javaVersion = parts.javaVersion
    this.brokers = parts.brokers
    this.connect = parts.connect
    this.bootstrapServers = parts.bootstrapServers
    this.registryUrl = parts.registryUrl
    if (parts.shared) this.shared = parts.shared
    this.ports = parts.ports
    this.inputsUnseen = parts.inputsUnseen
    this.phases = parts.phases
  }

  get refused(): FaultUnavailable | undefined {
    return this.#parts.refused?.()
  }

  /** Asks the lab itself whether it is what it promises, before anybody's program runs on it. */
  async prove(): Promise<void> {
    await proveLab({
      brokers: this.brokers,
      registryUrl: this.registryUrl,
      connectUrl: this.connect.url,
      deadlineMs: this.#parts.deadlineMs(),
      logOf: async part =>
        (part === 'connect' ? this.connect.workers[0] : this.#parts.registry?.component)?.logTail(),
    })
  }

  async fault(since?: number): Promise<LabFault | undefined> {
    const { registry } = this.#parts
    const faults = await Promise.all([
      ...this.brokers.map(broker => broker.fault()),
      this.connect.fault(),
      registry?.component.fault(),
    ])
    const found = faults.find(fault => fault !== undefined)
    if (found) return found
    const words = await registry?.front.fault(since)
    if (words === undefined) return undefined
    return new LabFault(words, { log: (await registry?.component.logTail().catch(() => '')) ?? '' })
  }

  async tampering(): Promise<string[]> {
    return (await this.#parts.tampering?.found()) ?? []
  }

  async notes(): Promise<string[]> {
    return (await this.#parts.registry?.front.notes()) ?? []
  }

  watch(listener: LabListener): () => void {
    const { registry } = this.#parts
    const ends = [
      ...this.brokers.map(({ id, component }) => component?.onState(state => listener.broker(id, state))),
      ...(this.connect.all ?? []).map(({ workerId, component }) =>
        component.onState(state => listener.worker(workerId, state)),
      ),
      registry?.front.onCall(call => listener.call(call)),
    ]
    return () => {
      for (const end of ends) end?.()
    }
  }

  async markLogs(): Promise<ComponentLog[]> {
    const { registry } = this.#parts
    const all = [...this.brokers, ...(this.connect.all ?? []), ...(registry ? [registry] : [])]
    const marked = all.map(async ({ component }) =>
      component === undefined ? [] : [{ name: component.name, read: await component.markLog() }],
    )
    return (await Promise.all(marked)).flat()
  }

  addDoor(door: Door): void {
    this.#doors.push(door)
  }

  async reset(): Promise<void> {
    try {
      // What a program of the last exercise has ordered must not happen in the next one.
      await Promise.all(this.#doors.map(door => door.drain()))
      const lost = await this.#parts.registry?.component.fault()
      if (lost) throw lost
      // Before anybody connects anew.
      await this.#parts.tampering?.setBack()
      await Promise.all(this.brokers.map(broker => broker.start()))
      await Promise.all(this.brokers.map(broker => broker.untilItSees(ALL)))
      await this.connect.backToOne()
      await Promise.all([this.#parts.wipe(), this.#parts.registry?.front.wipe()])
      await this.connect.untilTakingChanges()
      await Promise.all(this.brokers.map(broker => broker.forgetRequests()))
    } catch (error) {
      throw asLabFault('the lab could not be put back in order', error)
    }
    for (const door of this.#doors) door.open()
  }

  async close(): Promise<void> {
    await this.#parts.release()
  }
}
