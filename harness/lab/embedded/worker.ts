// A Connect worker of the embedded engine.
import { cp, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Keeper } from '#harness/host/keeper.ts'
import { properties } from '#harness/runtime/properties.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { KafkaWorker } from '../kafka-worker.ts'
import { loggingBy } from './broker.ts'
import { Jvm } from './jvm.ts'
import { noViews, type Views } from './views.ts'
import { PLUGINS, workerConfig } from './worker-config.ts'

export interface WorkerOptions {
  number: number
  port: number
  bind: string
  bootstrapServers: string
  runtime: Runtime
  folder: string
  keeper: Keeper
  deadlineMs: () => number
  views?: Views
}

export function embeddedWorker(options: WorkerOptions): KafkaWorker {
  const { number, port, runtime, folder, keeper, deadlineMs, views = noViews } = options
  const machine = new Jvm({
    java: runtime.jdk.java,
    args: [
      ...runtime.flags('worker'),
      '-Xms64m',
      '-Xmx256m',
      loggingBy('worker-log4j2.properties'),
      'org.apache.kafka.connect.cli.ConnectDistributed',
      path.join(folder, 'worker.properties'),
    ],
    cwd: folder,
    log: path.join(folder, 'worker.log'),
    keeper,
    view: views({ name: `connect-${number}`, runtime, folder, files: true }),
    prepare: () => layOut(options),
  })
  return new KafkaWorker({
    name: `Connect worker ${number}`,
    workerId: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    machine,
    deadlineMs,
  })
}

async function layOut({ port, bind, bootstrapServers, runtime, folder }: WorkerOptions): Promise<void> {
  const plugins = path.join(folder, PLUGINS)
  await mkdir(plugins, { recursive: true })
  // Each plug-in a folder of its own, since a folder has a class loader of its own.
  for (const jar of runtime.jars.connectPlugins)
    await cp(jar, path.join(plugins, path.basename(jar, '.jar'), path.basename(jar)))
  const settings = workerConfig({ bootstrapServers, bind, port })
  await writeFile(path.join(folder, 'worker.properties'), properties(settings))
}
