// Opens a lab of JVM processes: three brokers, the registry behind its front, one Connect worker, all side by side.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startKeeper } from '#harness/host/keeper.ts'
import { patient } from '#harness/host/patience.ts'
import { makeFolder, type Runtime } from '#harness/runtime/runtime.ts'
import { readSettings } from '../dynamic-settings.ts'
import { type Broker, type BrokerId, type Lab, LabFault } from '../lab.ts'
import { openRegistryFront } from '../registry-front/front.ts'
import { wipeCluster } from '../wipe.ts'
import { chooseAddresses } from './addresses.ts'
import { EmbeddedBroker } from './broker.ts'
import { EmbeddedConnect } from './connect.ts'
import { Apicurio } from './registry.ts'
import { kafkaUuid } from './storage.ts'
import { CONNECT_GROUP, CONNECT_TOPICS } from './worker-config.ts'

export interface EmbeddedOptions {
  runtime: Runtime
  /** How long one component may take to start, in milliseconds; asked at every wait. */
  startDeadlineMs?: () => number
}

/** With what a test needs to see that nothing is left of it. */
export interface EmbeddedLab extends Lab {
  readonly folder: string
  /** Process ids of the JVMs that run now. */
  readonly pids: readonly number[]
}

/**
 * @throws LabFault with the log of the component that did not come up; everything that had started is ended first
 */
export async function openEmbeddedLab({
  runtime,
  startDeadlineMs = () => Math.max(60_000, patient(60_000)),
}: EmbeddedOptions): Promise<EmbeddedLab> {
  const opened = performance.now()
  const phases: Record<string, number> = {}
  const mark = (phase: string) => (): void => {
    phases[phase] = Math.round(performance.now() - opened)
  }
  const addresses = await chooseAddresses()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-lab-'))
  const keeper = startKeeper()
  keeper.watchFolder(folder)
  const clusterId = kafkaUuid()

  const brokers = await Promise.all(
    ([1, 2, 3] as const).map(async id => {
      const own = await makeFolder(folder, `kafka-${id}`)
      const options = { id, addresses, runtime, folder: own, clusterId, keeper, deadlineMs: startDeadlineMs }
      return new EmbeddedBroker(options)
    }),
  )
  const [first, second, third] = brokers as [EmbeddedBroker, EmbeddedBroker, EmbeddedBroker]
  const bootstrapServers = brokers.map(broker => broker.address).join(',')
  const apicurio = new Apicurio({
    port: addresses.apicurio,
    managementPort: addresses.apicurioManagement,
    runtime,
    folder: await makeFolder(folder, 'registry'),
    keeper,
    deadlineMs: startDeadlineMs,
  })
  const connect = new EmbeddedConnect({
    addresses,
    bootstrapServers,
    runtime,
    folder,
    keeper,
    deadlineMs: startDeadlineMs,
  })

  const end = async (): Promise<void> => {
    await Promise.all([...brokers.map(broker => broker.kill()), apicurio.kill(), connect.kill()])
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    keeper.close()
  }

  try {
    const startBrokers = async (): Promise<void> => {
      await Promise.all(brokers.map(broker => broker.prepare()))
      await Promise.all(brokers.map(broker => broker.launch()))
      await Promise.all(brokers.map(broker => broker.untilItSees([1, 2, 3])))
    }
    const startRegistry = async (): Promise<string> => {
      await apicurio.launch()
      await apicurio.untilReady()
      mark('registry')()
      return apicurio.url
    }
    const registry = startRegistry()
    const front = openRegistryFront({
      upstream: registry,
      host: addresses.bind || '::',
      port: addresses.registry,
      firstIds: 3,
    })
    // The worker waits for brokers by itself, so its start-up overlaps with theirs.
    const [, , registryFront] = await Promise.all([
      startBrokers().then(mark('brokers')),
      connect.first.start().then(mark('connect')),
      front,
      registry,
    ])
    const settings = await readSettings(bootstrapServers)
    mark('lab')()

    const all: readonly [Broker, Broker, Broker] = [first, second, third]
    return {
      engine: 'embedded',
      kafkaVersion: '4.3.1',
      javaVersion: runtime.jdk.version,
      brokers: all,
      bootstrapServers,
      registryUrl: `http://127.0.0.1:${addresses.registry}`,
      connect,
      phases,
      folder,
      get pids() {
        return [...brokers, apicurio, ...connect.workers].flatMap(({ pid }) =>
          pid === undefined ? [] : [pid],
        )
      },
      notes: () => registryFront.notes(),
      async fault(since) {
        const words = await registryFront.fault(since)
        return words === undefined ? undefined : new LabFault(words, { log: await apicurio.logTail() })
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
            deadlineMs: startDeadlineMs(),
          }),
          registryFront.wipe(),
        ])
        await Promise.all(brokers.map(broker => broker.forgetRequests()))
      },
      async close() {
        await registryFront.close()
        await end()
      },
    }
  } catch (error) {
    await end()
    if (error instanceof LabFault) throw error
    throw new LabFault(`the lab did not come up: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
