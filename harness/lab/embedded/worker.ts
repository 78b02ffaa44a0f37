// A Connect worker of the embedded engine.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { request } from '#harness/clients/direct.ts'
import type { Keeper } from '#harness/host/keeper.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { ComponentState, ConnectWorker } from '../lab.ts'
import { properties } from './broker-config.ts'
import { Jvm } from './jvm.ts'
import { workerConfig } from './worker-config.ts'

export interface WorkerOptions {
  number: number
  port: number
  bind: string
  bootstrapServers: string
  runtime: Runtime
  folder: string
  keeper: Keeper
  deadlineMs: () => number
}

export class EmbeddedWorker implements ConnectWorker {
  readonly workerId: string
  readonly url: string
  readonly #options: WorkerOptions
  readonly #jvm: Jvm
  /** Part of the cluster as it should be: started, and not scaled away. A killed worker still is. */
  wanted = false

  constructor(options: WorkerOptions) {
    const { number, port, runtime, folder, keeper } = options
    this.workerId = `127.0.0.1:${port}`
    this.url = `http://127.0.0.1:${port}`
    this.#options = options
    this.#jvm = new Jvm({
      name: `Connect worker ${number}`,
      java: runtime.jdk.java,
      args: [
        ...runtime.flags('worker'),
        '-Xms64m',
        '-Xmx256m',
        `-Dlog4j2.configurationFile=${path.join(import.meta.dirname, 'conf/worker-log4j2.properties')}`,
        'org.apache.kafka.connect.cli.ConnectDistributed',
        path.join(folder, 'worker.properties'),
      ],
      cwd: folder,
      log: path.join(folder, 'worker.log'),
      keeper,
    })
  }

  get pid(): number | undefined {
    return this.#jvm.pid
  }

  get state(): ComponentState {
    return this.#jvm.state
  }

  async launch(): Promise<void> {
    const { port, bind, bootstrapServers, runtime, folder } = this.#options
    await mkdir(folder, { recursive: true })
    const settings = workerConfig({ bootstrapServers, bind, port, plugins: runtime.jars.connectPlugins })
    await writeFile(path.join(folder, 'worker.properties'), properties(settings))
    this.wanted = true
    await this.#jvm.start()
  }

  async start(): Promise<void> {
    await this.launch()
    await this.untilReady()
  }

  /** Ready is when it answers with the connectors: then it has joined the group and read the configuration. */
  async untilReady(): Promise<void> {
    await this.#jvm.untilReady(async () => {
      const answer = await request(`${this.url}/connectors`, { headersTimeout: 5000, bodyTimeout: 5000 })
      await answer.body.dump()
      return answer.statusCode === 200
    }, this.#options.deadlineMs())
  }

  stop(graceMs?: number): Promise<void> {
    this.wanted = false
    return this.#jvm.stop(graceMs)
  }

  kill(): Promise<void> {
    return this.#jvm.kill()
  }

  logTail(lines?: number): Promise<string> {
    return this.#jvm.logTail(lines)
  }
}
