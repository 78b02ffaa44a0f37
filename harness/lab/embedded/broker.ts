// A broker of the embedded engine: one JVM on storage that survives its crashes.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Keeper } from '#harness/host/keeper.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Broker, BrokerId, ComponentState, ProduceRequest } from '../lab.ts'
import { liveBrokers } from '../metadata.ts'
import type { Addresses } from './addresses.ts'
import { brokerConfig, properties } from './broker-config.ts'
import { Jvm } from './jvm.ts'
import { readProduceRequests } from './request-log.ts'
import { formatStorage } from './storage.ts'

export interface BrokerOptions {
  id: BrokerId
  addresses: Addresses
  runtime: Runtime
  folder: string
  clusterId: string
  keeper: Keeper
  deadlineMs: () => number
}

export class EmbeddedBroker implements Broker {
  readonly id: BrokerId
  readonly address: string
  readonly #options: BrokerOptions
  readonly #requests: string
  readonly #jvm: Jvm
  #requestsFrom = 0

  constructor(options: BrokerOptions) {
    const { id, addresses, runtime, folder, keeper } = options
    this.id = id
    this.address = `127.0.0.1:${addresses.broker[id]}`
    this.#options = options
    this.#requests = path.join(folder, 'requests.log')
    this.#jvm = new Jvm({
      name: `broker ${id}`,
      java: runtime.jdk.java,
      args: [
        ...runtime.flags('broker'),
        '-Xms96m',
        '-Xmx384m',
        `-Dlog4j2.configurationFile=${path.join(import.meta.dirname, 'conf/broker-log4j2.properties')}`,
        `-Dday2.requests=${this.#requests}`,
        'kafka.Kafka',
        path.join(folder, 'server.properties'),
      ],
      cwd: folder,
      log: path.join(folder, 'broker.log'),
      keeper,
    })
  }

  get pid(): number | undefined {
    return this.#jvm.pid
  }

  get state(): ComponentState {
    return this.#jvm.state
  }

  /** Lays out configuration and formatted storage; once, before the first {@link launch}. */
  async prepare(): Promise<void> {
    const { id, addresses, runtime, folder, clusterId } = this.#options
    const data = path.join(folder, 'data')
    await mkdir(data, { recursive: true })
    await writeFile(path.join(folder, 'server.properties'), properties(brokerConfig(id, addresses, data)))
    await formatStorage({ template: runtime.storageTemplate, data, clusterId, nodeId: id })
  }

  /** Starts the process without waiting for it: three of them need each other for their quorum. */
  async launch(): Promise<void> {
    await this.#jvm.start()
  }

  async start(): Promise<void> {
    await this.#jvm.start()
    await this.#jvm.untilReady(
      async () => (await liveBrokers(this.address)).includes(this.id),
      this.#options.deadlineMs(),
    )
  }

  /** Resolves when this broker itself sees all of `ids` alive. */
  async untilItSees(ids: readonly BrokerId[]): Promise<void> {
    await this.#jvm.untilReady(async () => {
      const live = await liveBrokers(this.address)
      return ids.every(id => live.includes(id))
    }, this.#options.deadlineMs())
  }

  stop(graceMs?: number): Promise<void> {
    return this.#jvm.stop(graceMs)
  }

  kill(): Promise<void> {
    return this.#jvm.kill()
  }

  async produceRequests(): Promise<ProduceRequest[]> {
    return (await readProduceRequests(this.#requests, this.id)).slice(this.#requestsFrom)
  }

  /** From here on {@link produceRequests} tells only what is new. */
  async forgetRequests(): Promise<void> {
    this.#requestsFrom = (await readProduceRequests(this.#requests, this.id)).length
  }

  logTail(lines?: number): Promise<string> {
    return this.#jvm.logTail(lines)
  }
}
