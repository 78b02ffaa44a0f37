// A cluster of one broker whose listener and features are chosen by a test: it is somebody else's, and not like the lab's.
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { freePorts } from '#harness/host/free-ports.ts'
import { formatStorage } from '#harness/runtime/format-storage.ts'
import { properties, type Settings } from '#harness/runtime/properties.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { testFolder } from '#harness/submission/testing/test-folder.ts'

export interface SmallCluster {
  /** Of the listener's protocol, such as SASL_SSL. */
  protocol: string
  settings?: Settings
  /** Feature levels to format it with, such as `share.version=0`. */
  features?: string[]
}

/** @returns `host:port`; whether it answers is found out by whoever asks it. It ends with the test. */
export async function smallCluster(
  runtime: Runtime,
  { protocol, settings = {}, features = [] }: SmallCluster,
): Promise<string> {
  const { jdk, jars } = runtime
  const folder = await testFolder()
  const [client = 0, controller = 0] = await freePorts(2)
  const alone = [
    'offsets.topic.replication.factor',
    'transaction.state.log.replication.factor',
    'transaction.state.log.min.isr',
    'share.coordinator.state.topic.replication.factor',
    'share.coordinator.state.topic.min.isr',
  ]
  await writeFile(
    path.join(folder, 'server.properties'),
    properties({
      'process.roles': 'broker,controller',
      'node.id': 1,
      'controller.quorum.voters': `1@127.0.0.1:${controller}`,
      'controller.listener.names': 'CONTROLLER',
      'inter.broker.listener.name': 'CLIENT',
      listeners: `CLIENT://127.0.0.1:${client},CONTROLLER://127.0.0.1:${controller}`,
      'listener.security.protocol.map': `CLIENT:${protocol},CONTROLLER:PLAINTEXT`,
      'log.dirs': 'data',
      ...Object.fromEntries(alone.map(name => [name, 1])),
      ...settings,
    }),
  )
  const at = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } }
  const classPath = ['-cp', jars.kafka.join(path.delimiter)]
  await formatStorage(runtime, path.join(folder, 'server.properties'), { features })
  const broker = spawn(jdk.java, ['-Xmx256m', ...classPath, 'kafka.Kafka', 'server.properties'], {
    ...at,
    stdio: 'ignore',
  })
  onTestFinished(async () => {
    broker.kill('SIGKILL')
    await new Promise(resolve => (broker.exitCode === null ? broker.once('close', resolve) : resolve(null)))
  })
  return `127.0.0.1:${client}`
}
