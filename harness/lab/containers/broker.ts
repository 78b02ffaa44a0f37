// A broker of the containers engine: one container whose storage survives its crashes.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type Dockerode from 'dockerode'
import { PROJECT } from '#harness/host/project.ts'
import type { Settings } from '#harness/runtime/properties.ts'
import { BROKER_SETTINGS } from '../broker-settings.ts'
import { KafkaBroker } from '../kafka-broker.ts'
import type { BrokerId } from '../lab.ts'
import { ContainerMachine } from './container-machine.ts'
import type { LabContainerSpec } from './lab-container.ts'
import type { Ports } from './ports.ts'

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
  quorum: () => boolean
}

export function containerBroker({
  id,
  ports,
  clusterId,
  docker,
  base,
  deadlineMs,
  quorum,
}: ContainerBrokerOptions): KafkaBroker {
  const address = `127.0.0.1:${ports.broker[id]}`
  const { prefix, ...common } = base
  const machine = new ContainerMachine(`broker ${id}`, docker, {
    ...common,
    name: `${prefix}-kafka-${id}`,
    aliases: [`kafka-${id}`],
    environment: {
      CLUSTER_ID: clusterId,
      KAFKA_HEAP_OPTS: '-Xms96m -Xmx384m',
      KAFKA_JVM_PERFORMANCE_OPTS: JVM_OPTIONS,
      ...asEnvironment(brokerSettings(id, address)),
    },
    ports: { 9092: ports.broker[id] },
    files: [{ target: '/mnt/shared/config/log4j2.yaml', content: readFileSync(LOGGING, 'utf8') }],
  })
  return new KafkaBroker({ id, address, machine, requests: machine.file(REQUESTS), deadlineMs, quorum })
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
