// The Connect cluster of the containers engine: one to three workers of one group.
import { type ConnectCluster, LabFault } from '../lab.ts'
import type { ContainerWorker } from './worker.ts'

export class ContainerConnect implements ConnectCluster {
  readonly #all: readonly ContainerWorker[]

  constructor(all: readonly ContainerWorker[]) {
    this.#all = all
  }

  get first(): ContainerWorker {
    const [first] = this.#all
    if (!first) throw new LabFault('there is no Connect worker')
    return first
  }

  get url(): string {
    return (this.#all.find(worker => worker.state === 'running') ?? this.first).url
  }

  /** Workers that run, and those that ran and were killed. */
  get workers(): readonly ContainerWorker[] {
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
}
