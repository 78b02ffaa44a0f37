// The Connect cluster of a lab that has hold of its workers: one to three of one group.
import { untilConnectTakesChanges } from './connect-changes.ts'
import type { KafkaWorker } from './kafka-worker.ts'
import { type ConnectCluster, LabFault } from './lab.ts'
import { OrderQueue } from './order-queue.ts'

export class KafkaConnect<W extends KafkaWorker = KafkaWorker> implements ConnectCluster {
  /** Every worker that there can be. */
  readonly all: readonly W[]
  readonly #orders = new OrderQueue()

  constructor(all: readonly W[]) {
    this.all = all
  }

  get first(): W {
    const [first] = this.all
    if (!first) throw new LabFault('there is no Connect worker')
    return first
  }

  get url(): string {
    return (this.all.find(({ state }) => state === 'running') ?? this.first).url
  }

  /** Workers that run, and those that ran and were killed. */
  get workers(): readonly W[] {
    return this.all.filter(({ isMember }) => isMember)
  }

  scale(count: number): Promise<boolean> {
    return this.#orders.take(async () => {
      const wanted = this.all.slice(0, count)
      const extra = this.all.slice(count)
      const changed = await Promise.all([
        ...wanted.map(worker => worker.start()),
        ...extra.map(worker => worker.stop()),
      ])
      return changed.some(Boolean)
    })
  }

  /** One worker, the first, up and answering. */
  async backToOne(): Promise<void> {
    await this.scale(1)
  }

  untilTakingChanges(): Promise<void> {
    return untilConnectTakesChanges(this.first.url)
  }

  async fault(): Promise<LabFault | undefined> {
    const faults = await Promise.all(this.all.map(worker => worker.fault()))
    return faults.find(fault => fault !== undefined)
  }
}
