// A broker of the embedded engine: one JVM on storage that survives its crashes.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Keeper } from '#harness/host/keeper.ts'
import { properties } from '#harness/runtime/properties.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { KafkaBroker } from '../kafka-broker.ts'
import type { BrokerId } from '../lab.ts'
import type { Addresses } from './addresses.ts'
import { brokerConfig, DATA } from './broker-config.ts'
import { fileSource, Jvm } from './jvm.ts'
import { formatStorage } from './storage.ts'
import { noViews, type Views } from './views.ts'

export interface BrokerOptions {
  id: BrokerId
  addresses: Addresses
  runtime: Runtime
  folder: string
  clusterId: string
  keeper: Keeper
  deadlineMs: () => number
  views?: Views
  quorum: () => boolean
}

export function embeddedBroker(options: BrokerOptions): KafkaBroker {
  const { id, addresses, runtime, folder, keeper, deadlineMs, views = noViews, quorum } = options
  const requests = path.join(folder, 'requests.log')
  let laidOut: Promise<void> | undefined
  const machine = new Jvm({
    java: runtime.jdk.java,
    args: [
      ...runtime.flags('broker'),
      '-Xms96m',
      '-Xmx384m',
      loggingBy('broker-log4j2.properties'),
      `-Dday2.requests=${requests}`,
      'kafka.Kafka',
      path.join(folder, 'server.properties'),
    ],
    cwd: folder,
    log: path.join(folder, 'broker.log'),
    keeper,
    view: views({ name: `kafka-${id}`, runtime, folder }),
    // Once: a broker that is started again finds its own storage.
    prepare: () => {
      laidOut ??= layOut(options)
      return laidOut
    },
  })
  const address = `127.0.0.1:${addresses.broker[id]}`
  return new KafkaBroker({ id, address, machine, requests: fileSource(requests), deadlineMs, quorum })
}

/** A JVM's option for one of the logging configurations; as a URL, because log4j takes a comma in a path for a second file. */
export function loggingBy(name: string): string {
  const file = pathToFileURL(path.join(import.meta.dirname, 'conf', name)).href.replaceAll(',', '%2C')
  return `-Dlog4j2.configurationFile=${file}`
}

async function layOut({ id, addresses, runtime, folder, clusterId }: BrokerOptions): Promise<void> {
  const data = path.join(folder, DATA)
  await mkdir(data, { recursive: true })
  await writeFile(path.join(folder, 'server.properties'), properties(brokerConfig(id, addresses)))
  await formatStorage({ template: runtime.storageTemplate, data, clusterId, nodeId: id })
}
