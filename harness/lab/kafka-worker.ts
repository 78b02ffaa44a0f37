// A Connect worker of a lab that has hold of its process, whatever engine runs it.
import { request } from '#harness/clients/direct.ts'
import { Component, type Machine } from './component.ts'
import type { ComponentState, ConnectWorker, LabFault } from './lab.ts'

export interface KafkaWorkerOptions {
  /** As a sentence has it: "Connect worker 1". */
  name: string
  /** As `/connectors/X/status` names it: `host:port`. */
  workerId: string
  url: string
  machine: Machine
  deadlineMs: () => number
}

export class KafkaWorker implements ConnectWorker {
  readonly workerId: string
  readonly url: string
  readonly component: Component
  #member = false

  constructor({ name, workerId, url, machine, deadlineMs }: KafkaWorkerOptions) {
    this.workerId = workerId
    this.url = url
    this.component = new Component({ name, machine, ready: () => answersAsConnect(url), deadlineMs })
  }

  get state(): ComponentState {
    return this.component.state
  }

  get pid(): number | undefined {
    return this.component.pid
  }

  /** Part of the cluster as it should be: started, and not scaled away. A killed worker still is. */
  get isMember(): boolean {
    return this.#member
  }

  async start(): Promise<boolean> {
    this.#member = true
    return this.component.start()
  }

  /** Scales it away. */
  stop(graceMs?: number): Promise<boolean> {
    this.#member = false
    return this.component.stop(graceMs)
  }

  kill(): Promise<boolean> {
    return this.component.kill()
  }

  fault(): Promise<LabFault | undefined> {
    return this.component.fault()
  }

  logTail(lines?: number): Promise<string> {
    return this.component.logTail(lines)
  }
}

/** Ready is when it answers with the connectors: then it has joined the group and read the configuration. */
export async function answersAsConnect(url: string): Promise<boolean> {
  const answer = await request(`${url}/connectors`, { headersTimeout: 5000, bodyTimeout: 5000 })
  await answer.body.dump()
  return answer.statusCode === 200
}
