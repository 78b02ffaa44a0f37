// The Connect cluster of the embedded engine: one to three workers of one group.
import path from 'node:path'
import type { Keeper } from '#harness/host/keeper.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { type ConnectCluster, LabFault } from '../lab.ts'
import type { Addresses } from './addresses.ts'
import { EmbeddedWorker } from './worker.ts'

export interface ConnectOptions {
  addresses: Addresses
  bootstrapServers: string
  runtime: Runtime
  folder: string
  keeper: Keeper
  deadlineMs: () => number
}

export class EmbeddedConnect implements ConnectCluster {
  readonly #all: readonly EmbeddedWorker[]

  constructor({ addresses, bootstrapServers, runtime, folder, keeper, deadlineMs }: ConnectOptions) {
    this.#all = addresses.workers.map(
      (port, index) =>
        new EmbeddedWorker({
          number: index + 1,
          port,
          bind: addresses.bind,
          bootstrapServers,
          runtime,
          folder: path.join(folder, `connect-${index + 1}`),
          keeper,
          deadlineMs,
        }),
    )
  }

  get first(): EmbeddedWorker {
    return this.#worker(1)
  }

  get url(): string {
    return (this.#all.find(worker => worker.state === 'running') ?? this.first).url
  }

  /** Workers that run, and those that ran and were killed. */
  get workers(): readonly EmbeddedWorker[] {
    return this.#all.filter(worker => worker.wanted)
  }

  async scale(count: number): Promise<void> {
    const wanted = this.#all.slice(0, count)
    const extra = this.#all.slice(count)
    await Promise.all([
      ...wanted.filter(worker => worker.state !== 'running').map(worker => worker.start()),
      ...extra.map(worker => worker.stop()),
    ])
  }

  /** One worker, the first, up and answering. */
  async backToOne(): Promise<void> {
    await this.scale(1)
    await this.first.untilReady()
  }

  async kill(): Promise<void> {
    await Promise.all(this.#all.map(worker => worker.kill()))
  }

  #worker(number: number): EmbeddedWorker {
    const worker = this.#all[number - 1]
    if (!worker) throw new LabFault(`there is no Connect worker ${number}`)
    return worker
  }
}
