// A broker of a cluster that is up already: broken through its container in the compose lab, not at all elsewhere.

import { REQUESTS } from '../containers/broker.ts'
import type { Component } from '../containers/component.ts'
import { firstFile } from '../containers/tar-text.ts'
import { parseProduceRequests } from '../embedded/request-log.ts'
import type { Broker, BrokerId, ComponentState, LabFault, ProduceRequest } from '../lab.ts'
import { liveBrokers } from '../metadata.ts'
import type { Refusals } from './refusals.ts'

export interface AttachedBrokerOptions {
  id: BrokerId
  address: string
  /** Its container, where the grader has hold of it. */
  component: Component | undefined
  refusals: Refusals
  deadlineMs: () => number
}

export class AttachedBroker implements Broker {
  readonly id: BrokerId
  readonly address: string
  readonly #options: AttachedBrokerOptions
  #requestsFrom = 0

  constructor(options: AttachedBrokerOptions) {
    this.id = options.id
    this.address = options.address
    this.#options = options
  }

  get state(): ComponentState {
    return this.#options.component?.state ?? 'running'
  }

  async stop(): Promise<void> {
    await this.#component('stopped').stop()
  }

  async kill(): Promise<void> {
    await this.#component('killed').kill()
  }

  async start(): Promise<void> {
    const component = this.#component('started')
    await component.launch()
    await component.untilReady(
      async () => (await liveBrokers(this.address)).includes(this.id),
      this.#options.deadlineMs(),
    )
  }

  /** Resolves when this broker itself sees all three alive. */
  async untilItSeesAll(): Promise<void> {
    const ready = async (): Promise<boolean> => (await liveBrokers(this.address)).length === 3
    await this.#options.component?.untilReady(ready, this.#options.deadlineMs())
  }

  async fault(): Promise<LabFault | undefined> {
    return this.#options.component?.fault()
  }

  async produceRequests(): Promise<ProduceRequest[]> {
    return (await this.#requests()).slice(this.#requestsFrom)
  }

  /** From here on {@link produceRequests} tells only what is new. */
  async forgetRequests(): Promise<void> {
    if (this.#options.component) this.#requestsFrom = (await this.#requests()).length
  }

  async logTail(lines?: number): Promise<string> {
    return (
      this.#options.component?.logTail(lines) ??
      `the log of broker ${this.id} is not within the grader's reach`
    )
  }

  async #requests(): Promise<ProduceRequest[]> {
    const { component, refusals } = this.#options
    if (!component) return refusals.refuse("this check needs the brokers' request logs")
    return parseProduceRequests(firstFile(await component.archive(REQUESTS)), this.id)
  }

  #component(what: string): Component {
    const { component, refusals } = this.#options
    return component ?? refusals.refuse(`this check needs broker ${this.id} to be ${what}`)
  }
}
