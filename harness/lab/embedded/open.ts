// Opens a lab of JVM processes: three brokers, the registry behind its front, one Connect worker, all side by side.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startKeeper } from '#harness/host/keeper.ts'
import { patient } from '#harness/host/patience.ts'
import { HERE } from '#harness/host/place.ts'
import { KAFKA_VERSION, makeFolder, type Runtime } from '#harness/runtime/runtime.ts'
import { asLabFault } from '../as-lab-fault.ts'
import type { Component } from '../component.ts'
import { type KafkaBroker, majorityIsUp } from '../kafka-broker.ts'
import { KafkaConnect } from '../kafka-connect.ts'
import { KafkaLab, type KafkaLabParts } from '../kafka-lab.ts'
import { isAddressInUse } from '../known-causes.ts'
import { openRegistryFront } from '../registry-front/front.ts'
import { Tampering } from '../tampering.ts'
import { readBaseline, wipeCluster } from '../wipe.ts'
import { type Addresses, chooseAddresses } from './addresses.ts'
import { embeddedBroker } from './broker.ts'
import { apicurioUrl, embeddedApicurio } from './registry.ts'
import { kafkaUuid } from './storage.ts'
import { componentViews, noViews } from './views.ts'
import { embeddedWorker } from './worker.ts'

export interface EmbeddedOptions {
  runtime: Runtime
  /** How long one component may take to start, in milliseconds; asked at every wait. */
  startDeadlineMs?: () => number
  /** Where the lab listens; a test may choose badly. */
  choose?: () => Promise<Addresses>
  /** Shut each JVM in; needs a lane of its own. */
  shutIn?: boolean
}

/** With what a test needs to see that nothing is left of it. */
export class EmbeddedLab extends KafkaLab {
  readonly folder: string
  readonly #components: readonly Component[]

  constructor(parts: KafkaLabParts, folder: string, components: readonly Component[]) {
    super(parts)
    this.folder = folder
    this.#components = components
  }

  /** Process ids of the JVMs that run now. */
  get pids(): readonly number[] {
    return this.#components.flatMap(({ pid }) => (pid === undefined ? [] : [pid]))
  }
}

/** Another program may take a port between the look and the start. */
const ATTEMPTS = 4

/**
 * @throws LabFault with the log of the component that did not come up first; everything that had started is ended before
 */
export async function openEmbeddedLab(options: EmbeddedOptions): Promise<EmbeddedLab> {
  const { choose = chooseAddresses } = options
  for (let attempt = 1; ; attempt++) {
    const addresses = await choose()
    try {
      return await open(options, addresses)
    } catch (error) {
      // In a network of our own nobody else can have it.
      if (attempt < ATTEMPTS && HERE.network !== 'private' && isAddressInUse(error)) continue
      throw asLabFault('the lab did not come up', error)
    }
  }
}

async function open(
  {
    runtime,
    startDeadlineMs: deadlineMs = () => Math.max(60_000, patient(60_000)),
    shutIn = false,
  }: EmbeddedOptions,
  addresses: Addresses,
): Promise<EmbeddedLab> {
  const opened = performance.now()
  const phases: Record<string, number> = {}
  const mark = (phase: string) => (): void => {
    phases[phase] = Math.round(performance.now() - opened)
  }
  // Whatever is made is given back in turn, at the end or when one of the next steps fails.
  await using made = new AsyncDisposableStack()
  const keeper = startKeeper()
  made.defer(() => keeper.close())
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-lab-'))
  made.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))
  keeper.watchFolder(folder)

  const shut = shutIn ? componentViews(path.basename(folder)) : undefined
  if (shut) made.defer(shut.end)
  const views = shut?.views ?? noViews

  const clusterId = kafkaUuid()
  const cluster: KafkaBroker[] = []
  const quorum = (): boolean => majorityIsUp(cluster)
  const makeBroker = async (id: 1 | 2 | 3): Promise<KafkaBroker> => {
    const own = await makeFolder(folder, `kafka-${id}`)
    const options = { id, addresses, runtime, folder: own, clusterId, keeper, deadlineMs, quorum, views }
    const broker = embeddedBroker(options)
    cluster.push(broker)
    return broker
  }
  const brokers = [await makeBroker(1), await makeBroker(2), await makeBroker(3)] as const
  const bootstrapServers = brokers.map(broker => broker.address).join(',')
  const base = { runtime, keeper, deadlineMs, views }
  const apicurio = embeddedApicurio({
    ...base,
    port: addresses.apicurio,
    managementPort: addresses.apicurioManagement,
    folder: await makeFolder(folder, 'registry'),
  })
  const connect = new KafkaConnect(
    addresses.workers.map((port, index) =>
      embeddedWorker({
        ...base,
        number: index + 1,
        port,
        bind: addresses.bind,
        bootstrapServers,
        folder: path.join(folder, `connect-${index + 1}`),
      }),
    ),
  )
  const components = [...[...brokers, ...connect.all].map(({ component }) => component), apicurio]
  made.defer(async () => {
    await Promise.all(components.map(component => component.close()))
  })

  // Requests that come before the registry is there wait for it.
  const upstream = Promise.withResolvers<string>()
  upstream.promise.catch(() => {})
  const front = await openRegistryFront({
    upstream: upstream.promise,
    host: addresses.bind || '::',
    port: addresses.registry,
    firstIds: 3,
  })
  made.defer(() => front.close())

  const startBrokers = async (): Promise<void> => {
    // Together: they need each other for their quorum.
    await Promise.all(brokers.map(broker => broker.start()))
    await Promise.all(brokers.map(broker => broker.untilItSees([1, 2, 3])))
  }
  const startRegistry = async (): Promise<void> => {
    await apicurio.start()
    upstream.resolve(apicurioUrl({ port: addresses.apicurio }))
  }
  await Promise.all([
    startBrokers().then(mark('brokers')),
    // The worker waits for brokers by itself, so its start-up overlaps with theirs.
    connect.first.start().then(mark('connect')),
    startRegistry().then(mark('registry')),
  ])
  const before = await readBaseline(bootstrapServers, connect.url)
  const tampering = new Tampering(bootstrapServers, before.settings)
  made.defer(() => tampering.close())

  const wipe = (): Promise<void> =>
    wipeCluster({ bootstrapServers, connectUrl: connect.url, before, deadlineMs: deadlineMs() })
  const registryUrl = `http://127.0.0.1:${addresses.registry}`
  const parts = { brokers, connect, bootstrapServers, registryUrl, phases, deadlineMs, tampering, wipe }
  const versions = { kafkaVersion: KAFKA_VERSION, javaVersion: runtime.jdk.version }
  const registry = { component: apicurio, front }
  const release = (): Promise<void> => whole.disposeAsync()
  const whatItIs = { engine: 'embedded' as const, ...versions, ...parts, registry, release }
  const lab = new EmbeddedLab(whatItIs, folder, components)
  await lab.prove()
  mark('lab')()
  const whole = made.move()
  return lab
}
