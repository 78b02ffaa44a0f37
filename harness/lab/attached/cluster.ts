// The cluster to attach to: the compose lab that is up on this machine, or whatever answers at the addresses given.
import type Dockerode from 'dockerode'
import { request } from '#harness/clients/direct.ts'
import { Wire } from '#harness/clients/wire.ts'
import { UserError } from '#harness/host/user-error.ts'
import { findEngine } from '../containers/engine.ts'
import type { BrokerId } from '../lab.ts'
import { type Addresses, applicationsOn, type Holdings, holdingsOf, named } from './belongings.ts'
import type { CourseNames } from './course-names.ts'

export interface Cluster {
  addresses: Addresses
  brokers: { id: BrokerId; address: string }[]
  course: CourseNames
  /** What is there that the exercises name or have made: it is to be deleted. */
  doomed: Holdings
  /** Everything else that is there: it stays. */
  staying: Holdings
  /** Where it is the compose lab: the engine and the project's name. */
  compose?: { docker: Dockerode; project: string }
}

const COMPOSE: Addresses = {
  bootstrap: '127.0.0.1:9092,127.0.0.1:9093,127.0.0.1:9094',
  registry: 'http://127.0.0.1:8081',
  connect: 'http://127.0.0.1:8083',
}

const PROJECT_LABEL = 'com.docker.compose.project'

/** @throws UserError where something does not answer or is not what the exercises need */
export async function findCluster(
  given: { [name in keyof Addresses]?: Addresses[name] | undefined },
  course: CourseNames,
): Promise<Cluster> {
  const own = Object.values(given).every(address => address === undefined)
  const compose = own ? await findCompose() : undefined
  const addresses: Addresses = {
    bootstrap: given.bootstrap ?? COMPOSE.bootstrap,
    registry: (given.registry ?? COMPOSE.registry).replace(/\/+$/, ''),
    connect: (given.connect ?? COMPOSE.connect).replace(/\/+$/, ''),
  }
  const brokers = await brokersOf(addresses.bootstrap)
  await Promise.all([
    answers('Schema Registry', '--registry', `${addresses.registry}/subjects`),
    answers('Connect worker', '--connect', `${addresses.connect}/connectors`),
  ])
  const holdings = await holdingsOf(addresses)
  const applications = await applicationsOn(addresses, holdings, course, compose !== undefined)
  const there = named(holdings, course)
  const doomed = {
    ...there,
    topics: [...there.topics, ...applications.topics],
    groups: applications.groups,
  }
  const staying = Object.fromEntries(
    (['topics', 'groups', 'connectors', 'subjects'] as const).map(kind => [
      kind,
      holdings[kind].filter(name => !doomed[kind].includes(name)),
    ]),
  ) as unknown as Holdings
  return { addresses, brokers, course, doomed, staying, ...(compose ? { compose } : {}) }
}

async function findCompose(): Promise<NonNullable<Cluster['compose']>> {
  const { docker } = await findEngine()
  const wayOut =
    'Start the compose lab with `docker compose up -d` in the project’s folder, or name a cluster with --bootstrap, --registry and --connect.'
  const found = await docker
    .getContainer('kafka-1')
    .inspect()
    .catch(() => undefined)
  const project = found?.Config.Labels[PROJECT_LABEL]
  if (!project)
    throw new UserError(
      `There is no compose lab on this machine: no container kafka-1 of a compose project. ${wayOut}`,
    )
  for (const name of ['kafka-1', 'kafka-2', 'kafka-3', 'kafka-connect-day2', 'schema-registry']) {
    const one = await docker
      .getContainer(name)
      .inspect()
      .catch(() => undefined)
    if (!one?.State.Running)
      throw new UserError(`The compose lab is not whole: ${name} does not run. ${wayOut}`)
  }
  return { docker, project }
}

async function brokersOf(bootstrap: string): Promise<Cluster['brokers']> {
  const wire = new Wire(bootstrap)
  try {
    const { brokers } = await wire.metadata([])
    const ids = brokers.map(({ id }) => id).sort((a, b) => a - b)
    if (ids.join() !== '1,2,3')
      throw new UserError(
        `The exercises need three live brokers with the ids 1, 2 and 3; the cluster at ${bootstrap} has ${ids.join(', ')}.`,
      )
    return brokers
      .sort((a, b) => a.id - b.id)
      .map(({ id, host, port }) => ({ id: id as BrokerId, address: `${host}:${port}` }))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(`No broker answers at ${bootstrap} (--bootstrap).`)
  } finally {
    await wire.close()
  }
}

async function answers(what: string, option: string, url: string): Promise<void> {
  try {
    const { statusCode, body } = await request(url, { headersTimeout: 10_000, bodyTimeout: 10_000 })
    await body.dump()
    if (statusCode === 200) return
    throw new Error(`status ${statusCode}`)
  } catch (error) {
    throw new UserError(
      `The ${what} does not answer at ${url} (${option}): ${error instanceof Error ? error.message : error}`,
    )
  }
}
