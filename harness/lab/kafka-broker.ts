// A broker of a lab that has hold of its process, whatever engine runs it.
import { Component, type Machine } from './component.ts'
import type { Broker, BrokerId, ComponentState, LabFault, ProduceRequest } from './lab.ts'
import { liveBrokers } from './metadata.ts'
import { parseProduceRequests } from './produce-requests.ts'
import { type LogSource, RequestLog } from './request-log.ts'

export interface KafkaBrokerOptions {
  id: BrokerId
  address: string
  machine: Machine
  /** The broker's log of produce requests. */
  requests: LogSource
  deadlineMs: () => number
  /** Are enough brokers up to agree on anything? Without them none registers, and a start must not wait for that. */
  quorum: () => boolean
}

export class KafkaBroker implements Broker {
  readonly id: BrokerId
  readonly address: string
  readonly component: Component
  readonly #requests: RequestLog<ProduceRequest>

  constructor({ id, address, machine, requests, deadlineMs, quorum }: KafkaBrokerOptions) {
    this.id = id
    this.address = address
    const ready = async (): Promise<boolean> => !quorum() || (await liveBrokers(address)).includes(id)
    this.component = new Component({ name: `broker ${id}`, machine, ready, deadlineMs })
    this.#requests = new RequestLog(requests, text => parseProduceRequests(text, id))
  }

  get state(): ComponentState {
    return this.component.state
  }

  get pid(): number | undefined {
    return this.component.pid
  }

  start(): Promise<boolean> {
    return this.component.start()
  }

  stop(): Promise<boolean> {
    return this.component.stop()
  }

  kill(): Promise<boolean> {
    return this.component.kill()
  }

  restart(): Promise<void> {
    return this.component.restart()
  }

  fault(): Promise<LabFault | undefined> {
    return this.component.fault()
  }

  /** Resolves when this broker itself sees all of `ids` alive. */
  async untilItSees(ids: readonly BrokerId[]): Promise<void> {
    await this.component.until(`to see the brokers ${ids.join(', ')}`, async () => {
      const live = await liveBrokers(this.address)
      return ids.every(id => live.includes(id))
    })
  }

  produceRequests(): Promise<ProduceRequest[]> {
    return this.#requests.entries()
  }

  /** From here on {@link produceRequests} tells only what is new. */
  forgetRequests(): Promise<void> {
    return this.#requests.forget()
  }

  logTail(lines?: number): Promise<string> {
    return this.component.logTail(lines)
  }
}

/** Two of three agree. */
export function majorityIsUp(brokers: readonly { state: ComponentState }[]): boolean {
  const up = brokers.filter(({ state }) => state === 'running' || state === 'starting')
  return up.length > brokers.length / 2
}
