// Opens a lab of containers: three brokers, the registry behind its front, one Connect worker.
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { request } from '#harness/clients/direct.ts'
import { startKeeper } from '#harness/host/keeper.ts'
import { KAFKA_VERSION } from '#harness/runtime/runtime.ts'
import { readSettings } from '../dynamic-settings.ts'
import { kafkaUuid } from '../embedded/storage.ts'
import { type BrokerId, type Lab, LabFault } from '../lab.ts'
import { openRegistryFront, type RegistryFront } from '../registry-front/front.ts'
import { wipeCluster } from '../wipe.ts'
import { CONNECT_GROUP, CONNECT_TOPICS } from '../worker-settings.ts'
import { ContainerBroker } from './broker.ts'
import { Component } from './component.ts'
import { ContainerConnect } from './connect.ts'
import type { ContainerEngine } from './engine.ts'
import { hasImage, type Images, imagesFrom, RYUK_IMAGE, requireImages } from './images.ts'
import { ownLabels, removeRun, sweep } from './ownership.ts'
import { choosePorts, isPortTaken, type Ports } from './ports.ts'
import { makeSharedFolder, requireSeen } from './shared-folder.ts'
import { ContainerWorker } from './worker.ts'

export interface ContainersOptions {
  engine: ContainerEngine
  javaVersion: string
  images?: Images
  /** Names everything that this lab makes. */
  run?: string
  /** How long one component may take to start, in milliseconds; asked at every wait. */
  startDeadlineMs?: () => number
  /** Where the lab listens; a test may choose badly. */
  choose?: typeof choosePorts
  /** Told what a person would want to know beside the verdicts. */
  tell?: (text: string) => void
}

/** Another program may take a port between the look and the start. */
const ATTEMPTS = 5

export function newRun(): string {
  return randomBytes(4).toString('hex')
}

/**
 * @throws LabFault with the log of the component that did not come up; everything that had started is removed first
 */
export async function openContainersLab(options: ContainersOptions): Promise<Lab> {
  const { engine, images = imagesFrom(), run = newRun(), tell = () => {}, choose = choosePorts } = options
  // testcontainers must talk to the engine that was found, and look for ports where they are published.
  process.env.DOCKER_HOST = engine.address
  process.env.TESTCONTAINERS_HOST_OVERRIDE ??= '127.0.0.1'
  await requireImages(engine.docker, images)
  const swept = await sweep(engine.docker)
  if (swept > 0) tell(`removed ${swept} containers, networks and volumes that a killed grade had left`)
  for (let attempt = 1; ; attempt++) {
    const ports = await choose({ guides: attempt === 1 })
    try {
      return await open({ ...options, images, run }, ports)
    } catch (error) {
      if (attempt < ATTEMPTS && (isPortTaken(error) || (error instanceof Error && isPortTaken(error.cause))))
        continue
      if (error instanceof LabFault) throw error
      throw new LabFault(`the lab did not come up: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      })
    }
  }
}

async function open(
  {
    engine,
    images,
    run,
    javaVersion,
    startDeadlineMs = () => 120_000,
    tell = () => {},
  }: ContainersOptions & { images: Images; run: string },
  ports: Ports,
): Promise<Lab> {
  const { docker } = engine
  const opened = performance.now()
  const phases: Record<string, number> = {}
  const mark = (phase: string): void => {
    phases[phase] = Math.round(performance.now() - opened)
  }
  const prefix = `day2-${run}`
  const labels = ownLabels(run)
  const watched = await hasImage(docker, RYUK_IMAGE)
  const keeper = startKeeper()
  const shared = await makeSharedFolder(keeper)
  const base = { image: images.kafka, network: prefix, labels, watched, prefix }
  const clusterId = kafkaUuid()
  const deadlineMs = startDeadlineMs

  const [first, second, third] = ([1, 2, 3] as const).map(
    id => new ContainerBroker({ id, ports, clusterId, docker, base, deadlineMs }),
  ) as [ContainerBroker, ContainerBroker, ContainerBroker]
  const brokers = [first, second, third] as const
  const connect = new ContainerConnect(
    ports.workers.map(
      (port, index) => new ContainerWorker({ number: index + 1, port, docker, base, shared, deadlineMs }),
    ),
  )
  const apicurio = new Component('the Schema Registry', docker, {
    image: images.registry,
    name: `${prefix}-apicurio`,
    network: prefix,
    aliases: ['apicurio'],
    labels,
    watched,
    environment: {
      APICURIO_RULES_GLOBAL_COMPATIBILITY: 'BACKWARD',
      QUARKUS_HTTP_HOST: '0.0.0.0',
      JAVA_TOOL_OPTIONS: '-Xmx256m -XX:TieredStopAtLevel=1',
    },
    ports: { 8080: ports.apicurio },
  })
  const bootstrapServers = brokers.map(broker => broker.address).join(',')

  const end = async (): Promise<void> => {
    try {
      await removeRun(docker, run)
    } finally {
      await rm(shared.here, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
      keeper.close()
    }
  }

  const starting: Promise<unknown>[] = []
  let frontOpened: RegistryFront | undefined
  try {
    await docker.createNetwork({
      Name: prefix,
      Labels: labels,
      // A second lock beside the address of each published port.
      Options: { 'com.docker.network.bridge.host_binding_ipv4': '127.0.0.1' },
    })
    const startBrokers = async (): Promise<void> => {
      await Promise.all(brokers.map(broker => broker.launch()))
      // Workers find the brokers by name, and a name is known once its container runs.
      const worker = connect.first.start().then(() => mark('connect'))
      // Awaited below, after the brokers: until then its failure must not count as one that nobody handles.
      worker.catch(() => {})
      starting.push(worker)
      await Promise.all(brokers.map(broker => broker.untilItSees([1, 2, 3])))
      mark('brokers')
      await worker
    }
    const startRegistry = async (): Promise<string> => {
      const url = `http://127.0.0.1:${ports.apicurio}`
      await apicurio.launch()
      await apicurio.untilReady(async () => {
        const answer = await request(`${url}/apis/ccompat/v7/subjects`)
        await answer.body.dump()
        return answer.statusCode === 200
      }, deadlineMs())
      mark('registry')
      return url
    }
    const registry = startRegistry()
    const front = openRegistryFront({
      upstream: registry,
      host: '127.0.0.1',
      port: ports.registry,
      firstIds: 3,
    })
    const kafka = startBrokers()
    starting.push(kafka, registry, front)
    front.then(
      opened => {
        frontOpened = opened
      },
      () => {},
    )
    const [, , registryFront] = await Promise.all([kafka, registry, front])
    await requireSeen(shared, connect.first)
    const settings = await readSettings(bootstrapServers)
    mark('lab')

    return {
      engine: 'containers',
      kafkaVersion: KAFKA_VERSION,
      javaVersion,
      brokers,
      bootstrapServers,
      registryUrl: `http://127.0.0.1:${ports.registry}`,
      connect,
      shared,
      phases,
      notes: () => registryFront.notes(),
      async fault(since) {
        const faults = await Promise.all([...brokers, ...connect.workers, apicurio].map(one => one.fault()))
        const words = await registryFront.fault(since)
        return faults.find(fault => fault !== undefined) ?? (words ? new LabFault(words) : undefined)
      },
      async reset() {
        const down = brokers.filter(broker => broker.state !== 'running')
        await Promise.all(down.map(broker => broker.start()))
        await Promise.all(brokers.map(broker => broker.untilItSees([1, 2, 3] satisfies BrokerId[])))
        await connect.backToOne()
        await Promise.all([
          wipeCluster({
            bootstrapServers,
            connectUrl: connect.url,
            keepTopics: Object.values(CONNECT_TOPICS),
            keepGroups: [CONNECT_GROUP],
            connectConfigs: CONNECT_TOPICS.config,
            connectOffsets: CONNECT_TOPICS.offset,
            settings,
            deadlineMs: deadlineMs(),
          }),
          registryFront.wipe(),
        ])
        await Promise.all(brokers.map(broker => broker.forgetRequests()))
      },
      async close() {
        await registryFront.close()
        // An engine that is gone takes nothing away; what is left is swept at the next start.
        await end().catch(error => tell(`the lab's containers could not be removed: ${error.message}`))
      },
    }
  } catch (error) {
    // Removed twice: first so that nobody waits for what has lost its neighbours, then for what was still on its way up.
    await removeRun(docker, run).catch(() => {})
    await Promise.allSettled(starting)
    await frontOpened?.close()
    await end().catch(() => {})
    throw error
  }
}
