// A broker of a cluster that is up already and that the grader has no hold of: it can be looked at, not broken.

import type { LabBroker } from '../kafka-lab.ts'
import type { BrokerId, ComponentState, LabFault, ProduceRequest } from '../lab.ts'
import type { Refusals } from './refusals.ts'

export class DistantBroker implements LabBroker {
  readonly id: BrokerId
  readonly address: string
  readonly state: ComponentState = 'running'
  readonly #refusals: Refusals

  constructor(id: BrokerId, address: string, refusals: Refusals) {
    this.id = id
    this.address = address
    this.#refusals = refusals
  }

  stop = (): Promise<boolean> => this.#refuse('stopped')
  kill = (): Promise<boolean> => this.#refuse('killed')
  restart = (): Promise<never> => this.#refuse('restarted')

  /** It runs, as far as anybody here can tell. */
  async start(): Promise<boolean> {
    return false
  }

  async untilItSees(): Promise<void> {}

  async fault(): Promise<LabFault | undefined> {
    return undefined
  }

  async produceRequests(): Promise<ProduceRequest[]> {
    return this.#refusals.refuse("this check needs the brokers' request logs")
  }

  async forgetRequests(): Promise<void> {}

  async logTail(): Promise<string> {
    return `the log of broker ${this.id} is not within the grader's reach`
  }

  async #refuse(what: string): Promise<never> {
    return this.#refusals.refuse(`this check needs broker ${this.id} to be ${what}`)
  }
}
