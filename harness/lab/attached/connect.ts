// Connect of a cluster that is up already. In the compose lab the workers are containers of one service, which compose scales;
// all of them are reached through the one address of their gateway.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type Dockerode from 'dockerode'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import type { Component } from '../component.ts'
import { untilConnectTakesChanges } from '../connect-changes.ts'
import { adopted } from '../containers/container-machine.ts'
import type { LabConnect } from '../kafka-lab.ts'
import { answersAsConnect } from '../kafka-worker.ts'
import { type ComponentState, type ConnectWorker, LabFault, type SharedFolder } from '../lab.ts'
import { OrderQueue } from '../order-queue.ts'
import { CONNECT_GROUP } from '../worker-settings.ts'
import type { Refusals } from './refusals.ts'

const run = promisify(execFile)
const SERVICE = 'kafka-connect'

/** A Connect cluster of which only the address is known. */
export class DistantConnect implements LabConnect {
  readonly url: string
  readonly workers: readonly ConnectWorker[]
  readonly #refusals: Refusals

  constructor(url: string, refusals: Refusals) {
    const { host } = new URL(url)
    this.url = url
    this.#refusals = refusals
    const refuse = async (): Promise<never> =>
      refusals.refuse('this check needs a Connect worker to be killed')
    const logTail = async (): Promise<string> => "the worker's log is not within the grader's reach"
    this.workers = [{ workerId: host, url, state: 'running', kill: refuse, start: refuse, logTail }]
  }

  async scale(count: number): Promise<boolean> {
    if (count !== 1) this.#refusals.refuse(`this needs ${count} Connect workers`)
    return false
  }

  /** Others use it, too: there may never be a moment of rest. */
  async untilTakingChanges(): Promise<void> {}

  async backToOne(): Promise<void> {}

  async fault(): Promise<LabFault | undefined> {
    return undefined
  }
}

export interface ComposeConnectOptions {
  docker: Dockerode
  project: string
  url: string
  bootstrap: string
  deadlineMs: () => number
}

export class ComposeConnect implements LabConnect {
  readonly #options: ComposeConnectOptions
  readonly #orders = new OrderQueue()
  #workers: readonly ComposeWorker[] = []

  constructor(options: ComposeConnectOptions) {
    this.#options = options
  }

  get url(): string {
    return this.#options.url
  }

  get workers(): readonly ComposeWorker[] {
    return this.#workers
  }

  get all(): readonly ComposeWorker[] {
    return this.#workers
  }

  /** The folder that compose has mounted into the workers. */
  async shared(): Promise<SharedFolder> {
    const [worker] = await this.#containers()
    const mount = worker?.Mounts.find(({ Destination }) => Destination === '/shared')
    if (!mount)
      throw new LabFault(
        'the workers of the compose lab have no /shared; is its docker-compose.yml this one?',
      )
    return { here: mount.Source, inWorkers: mount.Destination }
  }

  scale(count: number): Promise<boolean> {
    return this.#orders.take(() => this.#scale(count))
  }

  untilTakingChanges(): Promise<void> {
    return untilConnectTakesChanges(this.url)
  }

  /** One worker, of those that are there; one that was killed is started first, since compose counts it. */
  async backToOne(): Promise<void> {
    await this.refresh()
    await Promise.all(this.#workers.map(worker => worker.start()))
    await this.scale(1)
  }

  async fault(): Promise<LabFault | undefined> {
    const faults = await Promise.all(this.#workers.map(worker => worker.fault()))
    return faults.find(fault => fault !== undefined)
  }

  async #scale(count: number): Promise<boolean> {
    const { project, bootstrap, deadlineMs } = this.#options
    const up = (await this.#containers()).filter(({ State }) => State === 'running').length
    if (up !== count) {
      const [command, ...first] = await composeCommand()
      const file = path.join(PROJECT, 'docker-compose.yml')
      const scale = ['up', '-d', '--no-deps', '--no-recreate', '--scale', `${SERVICE}=${count}`, SERVICE]
      try {
        await run(command, [...first, '-p', project, '-f', file, ...scale], { timeout: deadlineMs() })
      } catch (error) {
        throw new LabFault(`compose could not scale ${SERVICE} to ${count}`, {
          cause: error,
          log: String(error),
        })
      }
    }
    await this.refresh()
    const admin = kafka(bootstrap).admin()
    await admin.connect()
    try {
      await poll(
        `${count} Connect workers to form one group`,
        async () => {
          const { groups } = await admin.describeGroups([CONNECT_GROUP])
          return groups.every(({ members }) => members.length === count)
        },
        { deadlineMs: deadlineMs(), everyMs: 200 },
      )
    } finally {
      await admin.disconnect()
    }
    await this.untilReady()
    return up !== count
  }

  /** Looks anew at which workers there are. */
  async refresh(): Promise<void> {
    const { docker, url, deadlineMs } = this.#options
    const known = new Map(this.#workers.map(worker => [worker.id, worker]))
    this.#workers = await Promise.all(
      (await this.#containers()).map(async ({ Id }) => {
        const before = known.get(Id)
        if (before) return before
        const name = Id.slice(0, 12)
        const ready = (): Promise<boolean> => answersAsConnect(url)
        const { component } = await adopted(docker, Id, { name: `Connect worker ${name}`, ready, deadlineMs })
        return new ComposeWorker(Id, url, component)
      }),
    )
  }

  async untilReady(): Promise<void> {
    await poll(`Connect to answer at ${this.url}`, () => answersAsConnect(this.url), {
      deadlineMs: this.#options.deadlineMs(),
      everyMs: 200,
    })
  }

  #containers(): Promise<Dockerode.ContainerInfo[]> {
    const { docker, project } = this.#options
    const label = [`com.docker.compose.project=${project}`, `com.docker.compose.service=${SERVICE}`]
    return docker.listContainers({ all: true, filters: { label } })
  }
}

class ComposeWorker implements ConnectWorker {
  readonly id: string
  readonly workerId: string
  readonly url: string
  readonly component: Component

  constructor(id: string, url: string, component: Component) {
    this.id = id
    // Its host name, which is the beginning of its container's id; see docker/kafka/connect.sh.
    this.workerId = `${id.slice(0, 12)}:8083`
    this.url = url
    this.component = component
  }

  get state(): ComponentState {
    return this.component.state
  }

  kill(): Promise<boolean> {
    return this.component.kill()
  }

  start(): Promise<boolean> {
    return this.component.start()
  }

  fault(): Promise<LabFault | undefined> {
    return this.component.fault()
  }

  logTail(lines?: number): Promise<string> {
    return this.component.logTail(lines)
  }
}

/** Compose is a plug-in of `docker` today, and was a command of its own. */
async function composeCommand(): Promise<[string, ...string[]]> {
  for (const [command, ...first] of [['docker', 'compose'] as const, ['docker-compose'] as const]) {
    const there = await run(command, [...first, 'version'], { timeout: 20_000 }).then(
      () => true,
      () => false,
    )
    if (there) return [command, ...first]
  }
  throw new LabFault(
    'neither `docker compose` nor `docker-compose` works here, and one of them is needed to scale Connect',
  )
}
