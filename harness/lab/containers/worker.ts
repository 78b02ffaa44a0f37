// A Connect worker of the containers engine.
import type Dockerode from 'dockerode'
import { shellQuote } from '#harness/host/shell-quote.ts'
import { properties } from '#harness/runtime/properties.ts'
import { KafkaWorker } from '../kafka-worker.ts'
import type { SharedFolder } from '../lab.ts'
import { WORKER_SETTINGS } from '../worker-settings.ts'
import { BOOTSTRAP_INSIDE, type ContainerBrokerOptions, JVM_OPTIONS } from './broker.ts'
import { ContainerMachine } from './container-machine.ts'

export interface ContainerWorkerOptions {
  number: number
  port: number
  docker: Dockerode
  base: ContainerBrokerOptions['base']
  shared: SharedFolder
  deadlineMs: () => number
}

const SETTINGS = '/tmp/day2-worker.properties'
/** The file connector lies in a folder that only the image knows the version in; the guide's own file is the shared one. */
const command = (shared: string): string[] => [
  'bash',
  '-c',
  [
    `ln -sfn ${shellQuote(`${shared}/input.txt`)} /tmp/input.txt`,
    `cp ${SETTINGS} /tmp/connect.properties`,
    'echo "plugin.path=$(echo /opt/kafka/libs/connect-file-*.jar)" >> /tmp/connect.properties',
    'exec /opt/kafka/bin/connect-distributed.sh /tmp/connect.properties',
  ].join(' && '),
]

/** A worker, and its container. */
export class ContainerWorker extends KafkaWorker {
  readonly #machine: ContainerMachine

  constructor({ number, port, docker, base, shared, deadlineMs }: ContainerWorkerOptions) {
    const name = `kafka-connect-${number}`
    const { prefix, ...common } = base
    const machine = new ContainerMachine(`Connect worker ${number}`, docker, {
      ...common,
      name: `${prefix}-${name}`,
      aliases: [name],
      environment: { KAFKA_HEAP_OPTS: '-Xms64m -Xmx256m', KAFKA_JVM_PERFORMANCE_OPTS: JVM_OPTIONS },
      ports: { 8083: port },
      command: command(shared.inWorkers),
      // "z" lets SELinux share it; elsewhere it says nothing.
      binds: [{ source: shared.here, target: shared.inWorkers, mode: 'z' }],
      files: [
        {
          target: SETTINGS,
          content: properties({
            'bootstrap.servers': BOOTSTRAP_INSIDE,
            listeners: 'http://:8083',
            'rest.advertised.host.name': name,
            'rest.advertised.port': 8083,
            ...WORKER_SETTINGS,
          }),
        },
      ],
    })
    super({
      name: `Connect worker ${number}`,
      workerId: `${name}:8083`,
      url: `http://127.0.0.1:${port}`,
      machine,
      deadlineMs,
    })
    this.#machine = machine
  }

  /** Can the worker's own user read this file? */
  async canRead(file: string): Promise<boolean> {
    return (await this.#machine.run(['test', '-r', file])) === 0
  }
}
