// Connect of a cluster that is up already. In the compose lab the workers are containers of one service, which compose scales;
// all of them are reached through the one address of their gateway.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type Dockerode from 'dockerode'
import { request } from '#harness/clients/direct.ts'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import { Component } from '../containers/component.ts'
import {
  type ComponentState,
  type ConnectCluster,
  type ConnectWorker,
  LabFault,
  type SharedFolder,
} from '../lab.ts'
import { CONNECT_GROUP } from '../worker-settings.ts'
import type { Refusals } from './refusals.ts'

const run = promisify(execFile)
const SERVICE = 'kafka-connect'

/** A Connect cluster of which only the address is known. */
export class DistantConnect implements ConnectCluster {
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

  async scale(count: number): Promise<void> {
    if (count !== 1) this.#refusals.refuse(`this needs ${count} Connect workers`)
  }
}

export interface ComposeConnectOptions {
  docker: Dockerode
  project: string
  url: string
  bootstrap: string
  deadlineMs: () => number
}

export class ComposeConnect implements ConnectCluster {
  readonly #options: ComposeConnectOptions
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

  async scale(count: number): Promise<void> {
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
  }

  /** Looks anew at which workers there are. */
  async refresh(): Promise<void> {
    const { docker, url, deadlineMs } = this.#options
    const known = new Map(this.#workers.map(worker => [worker.id, worker]))
    this.#workers = await Promise.all(
      (await this.#containers()).map(async ({ Id }) => {
        const before = known.get(Id)
        if (before) return before
        const worker = new ComposeWorker(Id, docker, url, deadlineMs)
        await worker.adopt()
        return worker
      }),
    )
  }

  async untilReady(): Promise<void> {
    await poll(`Connect to answer at ${this.url}`, () => isReady(this.url), {
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
  readonly #component: Component
  readonly #deadlineMs: () => number

  constructor(id: string, docker: Dockerode, url: string, deadlineMs: () => number) {
    this.id = id
    // Its host name, which is the beginning of its container's id; see docker/kafka/connect.sh.
    this.workerId = `${id.slice(0, 12)}:8083`
    this.url = url
    this.#deadlineMs = deadlineMs
    this.#component = new Component(`Connect worker ${id.slice(0, 12)}`, docker, docker.getContainer(id))
  }

  get state(): ComponentState {
    return this.#component.state
  }

  adopt(): Promise<void> {
    return this.#component.adopt()
  }

  kill(): Promise<void> {
    return this.#component.kill()
  }

  async start(): Promise<void> {
    await this.#component.launch()
    await this.#component.untilReady(() => isReady(this.url), this.#deadlineMs())
  }

  fault(): Promise<LabFault | undefined> {
    return this.#component.fault()
  }

  logTail(lines?: number): Promise<string> {
    return this.#component.logTail(lines)
  }
}

async function isReady(url: string): Promise<boolean> {
  const answer = await request(`${url}/connectors`, { headersTimeout: 5000, bodyTimeout: 5000 })
  await answer.body.dump()
  return answer.statusCode === 200
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
