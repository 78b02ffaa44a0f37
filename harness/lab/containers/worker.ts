// A Connect worker of the containers engine.
import type Dockerode from 'dockerode'
import { request } from '#harness/clients/direct.ts'
import { properties } from '../broker-settings.ts'
import type { ComponentState, ConnectWorker, LabFault, SharedFolder } from '../lab.ts'
import { WORKER_SETTINGS } from '../worker-settings.ts'
import { BOOTSTRAP_INSIDE, type ContainerBrokerOptions, JVM_OPTIONS } from './broker.ts'
import { Component } from './component.ts'

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
    `ln -sfn '${shared}/input.txt' /tmp/input.txt`,
    `cp ${SETTINGS} /tmp/connect.properties`,
    'echo "plugin.path=$(echo /opt/kafka/libs/connect-file-*.jar)" >> /tmp/connect.properties',
    'exec /opt/kafka/bin/connect-distributed.sh /tmp/connect.properties',
  ].join(' && '),
]

export class ContainerWorker implements ConnectWorker {
  readonly workerId: string
  readonly url: string
  readonly #component: Component
  readonly #deadlineMs: () => number
  /** Part of the cluster as it should be: started, and not scaled away. A killed worker still is. */
  wanted = false

  constructor({ number, port, docker, base, shared, deadlineMs }: ContainerWorkerOptions) {
    const name = `kafka-connect-${number}`
    this.workerId = `${name}:8083`
    this.url = `http://127.0.0.1:${port}`
    this.#deadlineMs = deadlineMs
    const { prefix, ...common } = base
    this.#component = new Component(`Connect worker ${number}`, docker, {
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
  }

  get state(): ComponentState {
    return this.#component.state
  }

  async start(): Promise<void> {
    this.wanted = true
    await this.#component.launch()
    await this.untilReady()
  }

  /** Ready is when it answers with the connectors: then it has joined the group and read the configuration. */
  async untilReady(): Promise<void> {
    await this.#component.untilReady(async () => {
      const answer = await request(`${this.url}/connectors`, { headersTimeout: 5000, bodyTimeout: 5000 })
      await answer.body.dump()
      return answer.statusCode === 200
    }, this.#deadlineMs())
  }

  async stop(): Promise<void> {
    this.wanted = false
    await this.#component.stop()
  }

  kill(): Promise<void> {
    return this.#component.kill()
  }

  fault(): Promise<LabFault | undefined> {
    return this.#component.fault()
  }

  /** Can the worker's own user read this file? */
  async canRead(file: string): Promise<boolean> {
    return (await this.#component.run(['test', '-r', file])) === 0
  }

  logTail(lines?: number): Promise<string> {
    return this.#component.logTail(lines)
  }
}
