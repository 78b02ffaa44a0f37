// Opens a lab of containers: three brokers, the registry behind its front, one Connect worker.
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { startKeeper } from '#harness/host/keeper.ts'
import { patient } from '#harness/host/patience.ts'
import { KAFKA_VERSION } from '#harness/runtime/runtime.ts'
import { asLabFault } from '../as-lab-fault.ts'
import { Component } from '../component.ts'
import { answersAsRegistry } from '../embedded/registry.ts'
import { kafkaUuid } from '../embedded/storage.ts'
import { type KafkaBroker, majorityIsUp } from '../kafka-broker.ts'
import { KafkaConnect } from '../kafka-connect.ts'
import { KafkaLab } from '../kafka-lab.ts'
import { isAddressInUse } from '../known-causes.ts'
import type { BrokerId, Lab } from '../lab.ts'
import { openRegistryFront } from '../registry-front/front.ts'
import { Tampering } from '../tampering.ts'
import { readBaseline, wipeCluster } from '../wipe.ts'
import { containerBroker } from './broker.ts'
import { ContainerMachine } from './container-machine.ts'
import type { ContainerEngine } from './engine.ts'
import { hasImage, type Images, imagesFrom, RYUK_IMAGE, requireImages } from './images.ts'
import { ownLabels, removeRun } from './ownership.ts'
import { choosePorts, type Ports } from './ports.ts'
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
  const { engine, images = imagesFrom(), run = newRun(), choose = choosePorts } = options
  // testcontainers must talk to the engine that was found, and look for ports where they are published.
  process.env.DOCKER_HOST = engine.address
  process.env.TESTCONTAINERS_HOST_OVERRIDE ??= '127.0.0.1'
  await requireImages(engine.docker, images)
  for (let attempt = 1; ; attempt++) {
    const ports = await choose({ guides: attempt === 1 })
    try {
      return await open({ ...options, images, run }, ports)
    } catch (error) {
      if (attempt < ATTEMPTS && isAddressInUse(error)) continue
      throw asLabFault('the lab did not come up', error)
    }
  }
}

async function open(
  {
    engine,
    images,
    run,
    javaVersion,
    startDeadlineMs: deadlineMs = () => Math.max(120_000, patient(120_000)),
    tell = () => {},
  }: ContainersOptions & { images: Images; run: string },
  ports: Ports,
): Promise<Lab> {
  const { docker } = engine
  const opened = performance.now()
  const phases: Record<string, number> = {}
  const mark = (phase: string) => (): void => {
    phases[phase] = Math.round(performance.now() - opened)
  }
  const prefix = `day2-${run}`
  const labels = ownLabels(run)
  const watched = await hasImage(docker, RYUK_IMAGE)
  // Whatever is made is given back in turn, at the end or when one of the next steps fails.
  await using made = new AsyncDisposableStack()
  const keeper = startKeeper()
  made.defer(() => keeper.close())
  const shared = await makeSharedFolder(keeper)
  made.defer(() => rm(shared.here, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))
  // An engine that is gone takes nothing away; what is left is swept at the next start.
  made.defer(() =>
    removeRun(docker, run).catch(error =>
      tell(`the lab's containers could not be removed: ${error.message}`),
    ),
  )
  await docker.createNetwork({
    Name: prefix,
    Labels: labels,
    // A second lock beside the address of each published port.
    Options: { 'com.docker.network.bridge.host_binding_ipv4': '127.0.0.1' },
  })

  const base = { image: images.kafka, network: prefix, labels, watched, prefix }
  const clusterId = kafkaUuid()
  const all: KafkaBroker[] = []
  const quorum = (): boolean => majorityIsUp(all)
  const makeBroker = (id: BrokerId): KafkaBroker => {
    const broker = containerBroker({ id, ports, clusterId, docker, base, deadlineMs, quorum })
    all.push(broker)
    return broker
  }
  const brokers = [makeBroker(1), makeBroker(2), makeBroker(3)] as const
  const connect = new KafkaConnect(
    ports.workers.map(
      (port, index) => new ContainerWorker({ number: index + 1, port, docker, base, shared, deadlineMs }),
    ),
  )
  const apicurioUrl = `http://127.0.0.1:${ports.apicurio}`
  const apicurio = new Component({
    name: 'the Schema Registry',
    machine: new ContainerMachine('the Schema Registry', docker, {
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
    }),
    ready: () => answersAsRegistry(apicurioUrl),
    deadlineMs,
  })
  const bootstrapServers = brokers.map(broker => broker.address).join(',')
  const components = [...brokers, ...connect.all].map(({ component }) => component)
  made.defer(async () => {
    // All at once, also what is still on its way up: nobody then waits for what has lost its neighbours.
    const closing = [...components, apicurio].map(component => component.close())
    await removeRun(docker, run).catch(() => {})
    await Promise.allSettled(closing)
  })

  // Requests that come before the registry is there wait for it.
  const upstream = Promise.withResolvers<string>()
  upstream.promise.catch(() => {})
  const front = await openRegistryFront({
    upstream: upstream.promise,
    host: '127.0.0.1',
    port: ports.registry,
    firstIds: 3,
  })
  made.defer(() => front.close())

  const startKafka = async (): Promise<void> => {
    await Promise.all(brokers.map(({ component }) => component.launch()))
    const startBrokers = async (): Promise<void> => {
      await Promise.all(brokers.map(broker => broker.start()))
      await Promise.all(brokers.map(broker => broker.untilItSees([1, 2, 3])))
    }
    // Workers find the brokers by name, and a name is known once its container runs.
    await Promise.all([startBrokers().then(mark('brokers')), connect.first.start().then(mark('connect'))])
  }
  const startRegistry = async (): Promise<void> => {
    await apicurio.start()
    upstream.resolve(apicurioUrl)
  }
  await Promise.all([startKafka(), startRegistry().then(mark('registry'))])
  await requireSeen(shared, connect.first)
  const before = await readBaseline(bootstrapServers, connect.url)
  const tampering = new Tampering(bootstrapServers, before.settings)
  made.defer(() => tampering.close())

  const wipe = (): Promise<void> =>
    wipeCluster({ bootstrapServers, connectUrl: connect.url, before, deadlineMs: deadlineMs() })
  const registryUrl = `http://127.0.0.1:${ports.registry}`
  const published = [...Object.values(ports.broker), ports.registry, ...ports.workers]
  const parts = {
    brokers,
    connect,
    bootstrapServers,
    registryUrl,
    shared,
    ports: published,
    phases,
    deadlineMs,
    tampering,
    wipe,
  }
  const versions = { kafkaVersion: KAFKA_VERSION, javaVersion }
  const registry = { component: apicurio, front }
  const release = (): Promise<void> => whole.disposeAsync()
  const lab = new KafkaLab({ engine: 'containers', ...versions, ...parts, registry, release })
  await lab.prove()
  mark('lab')()
  const whole = made.move()
  return lab
}
