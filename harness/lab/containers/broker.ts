// A broker of the containers engine: one container whose storage survives its crashes.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type Dockerode from 'dockerode'
import { PROJECT } from '#harness/host/project.ts'
import { BROKER_SETTINGS, type Settings } from '../broker-settings.ts'
import { parseProduceRequests } from '../embedded/request-log.ts'
import type { Broker, BrokerId, ComponentState, LabFault, ProduceRequest } from '../lab.ts'
import { liveBrokers } from '../metadata.ts'
import { Component } from './component.ts'
import type { LabContainerSpec } from './lab-container.ts'
import type { Ports } from './ports.ts'
import { firstFile } from './tar-text.ts'

/** The same settings as in the compose lab; the file that it names for requests is inside the container. */
const LOGGING = path.join(PROJECT, 'docker/kafka/log4j2.yaml')
export const REQUESTS = '/tmp/day2-requests.log'
/** Brokers and workers reach brokers here; programs of this machine come through the published 9092. */
export const LAB_PORT = 19092
const CONTROLLER_PORT = 19093

export const BOOTSTRAP_INSIDE = [1, 2, 3].map(id => `kafka-${id}:${LAB_PORT}`).join(',')
/** Short-lived JVMs on a small machine, as in the embedded engine. */
export const JVM_OPTIONS = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1'

export interface ContainerBrokerOptions {
  id: BrokerId
  ports: Ports
  clusterId: string
  docker: Dockerode
  /** What all containers of the lab have in common. */
  base: Pick<LabContainerSpec, 'image' | 'network' | 'labels' | 'watched'> & { prefix: string }
  deadlineMs: () => number
}

export class ContainerBroker implements Broker {
  readonly id: BrokerId
  readonly address: string
  readonly #component: Component
  readonly #deadlineMs: () => number
  #requestsFrom = 0

  constructor({ id, ports, clusterId, docker, base, deadlineMs }: ContainerBrokerOptions) {
    this.id = id
    this.address = `127.0.0.1:${ports.broker[id]}`
    this.#deadlineMs = deadlineMs
    const { prefix, ...common } = base
    this.#component = new Component(`broker ${id}`, docker, {
      ...common,
      name: `${prefix}-kafka-${id}`,
      aliases: [`kafka-${id}`],
      environment: {
        CLUSTER_ID: clusterId,
        KAFKA_HEAP_OPTS: '-Xms96m -Xmx384m',
        KAFKA_JVM_PERFORMANCE_OPTS: JVM_OPTIONS,
        ...asEnvironment(brokerSettings(id, this.address)),
      },
      ports: { 9092: ports.broker[id] },
      files: [{ target: '/mnt/shared/config/log4j2.yaml', content: readFileSync(LOGGING, 'utf8') }],
    })
  }

  get state(): ComponentState {
    return this.#component.state
  }

  /** Starts the container without waiting for the broker: three of them need each other for their quorum. */
  launch(): Promise<void> {
    return this.#component.launch()
  }

  async start(): Promise<void> {
    await this.#component.launch()
    await this.#component.untilReady(
      async () => (await liveBrokers(this.address)).includes(this.id),
      this.#deadlineMs(),
    )
  }

  /** Resolves when this broker itself sees all of `ids` alive. */
  async untilItSees(ids: readonly BrokerId[]): Promise<void> {
    await this.#component.untilReady(async () => {
      const live = await liveBrokers(this.address)
      return ids.every(id => live.includes(id))
    }, this.#deadlineMs())
  }

  stop(): Promise<void> {
    return this.#component.stop()
  }

  kill(): Promise<void> {
    return this.#component.kill()
  }

  fault(): Promise<LabFault | undefined> {
    return this.#component.fault()
  }

  async produceRequests(): Promise<ProduceRequest[]> {
    return (await this.#requests()).slice(this.#requestsFrom)
  }

  /** From here on {@link produceRequests} tells only what is new. */
  async forgetRequests(): Promise<void> {
    this.#requestsFrom = (await this.#requests()).length
  }

  logTail(lines?: number): Promise<string> {
    return this.#component.logTail(lines)
  }

  async #requests(): Promise<ProduceRequest[]> {
    return parseProduceRequests(firstFile(await this.#component.archive(REQUESTS)), this.id)
  }
}

function brokerSettings(id: BrokerId, address: string): Settings {
  return {
    'process.roles': 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': [1, 2, 3].map(n => `${n}@kafka-${n}:${CONTROLLER_PORT}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'LAB',
    // Podman publishes only what the image exposes: programs come in through 9092.
    listeners: `HOST://:9092,LAB://:${LAB_PORT},CONTROLLER://:${CONTROLLER_PORT}`,
    'advertised.listeners': `HOST://${address},LAB://kafka-${id}:${LAB_PORT}`,
    'listener.security.protocol.map': 'HOST:PLAINTEXT,LAB:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': '/var/lib/kafka/data',
    ...BROKER_SETTINGS,
  }
}

/** `a.b-c` as the image reads it from its environment: KAFKA_A_B___C. */
export function asEnvironment(settings: Settings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `KAFKA_${name.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_').toUpperCase()}`,
      String(value),
    ]),
  )
}
