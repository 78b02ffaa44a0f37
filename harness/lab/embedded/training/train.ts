// The training run: one broker of three, the registry, a worker, a tool and a Streams program do what they do in a grade,
// and write their archives as they end.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { request } from '#harness/clients/direct.ts'
import { startKeeper } from '#harness/host/keeper.ts'
import { type JvmKind, makeFolder, type Runtime } from '#harness/runtime/runtime.ts'
import { chooseAddresses } from '../addresses.ts'
import { embeddedBroker, loggingBy } from '../broker.ts'
import { apicurioUrl, embeddedApicurio } from '../registry.ts'
import { kafkaUuid } from '../storage.ts'
import { embeddedWorker } from '../worker.ts'

const run = promisify(execFile)
const DEADLINE_MS = 180_000

/** @param runtime whose flags make a JVM write its archive */
export async function train(runtime: Runtime): Promise<void> {
  const plain: Runtime = { ...runtime, flags: kind => withoutOutput(runtime.flags(kind)) }
  // Whatever is made is given back in turn, also when one of the next steps fails.
  await using made = new AsyncDisposableStack()
  const keeper = startKeeper()
  made.defer(() => keeper.close())
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-training-'))
  made.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))
  keeper.watchFolder(folder)
  const addresses = await chooseAddresses()
  const clusterId = kafkaUuid()
  const base = { addresses, keeper, clusterId, deadlineMs: () => DEADLINE_MS, quorum: () => true }
  const brokers = await Promise.all(
    ([1, 2, 3] as const).map(async id =>
      embeddedBroker({
        ...base,
        id,
        runtime: id === 1 ? runtime : plain,
        folder: await makeFolder(folder, `kafka-${id}`),
      }),
    ),
  )
  const bootstrapServers = brokers.map(broker => broker.address).join(',')
  const worker = embeddedWorker({
    ...base,
    number: 1,
    port: addresses.workers[0],
    bind: addresses.bind,
    bootstrapServers,
    runtime,
    folder: path.join(folder, 'connect-1'),
  })
  const apicurio = embeddedApicurio({
    ...base,
    port: addresses.apicurio,
    managementPort: addresses.apicurioManagement,
    runtime,
    folder: await makeFolder(folder, 'registry'),
  })
  made.defer(async () => {
    const components = [...brokers, worker].map(({ component }) => component)
    await Promise.all([...components, apicurio].map(component => component.close()))
  })

  await Promise.all(brokers.map(broker => broker.start()))
  await Promise.all(brokers.map(broker => broker.untilItSees([1, 2, 3])))

  await apicurio.start()
  await useRegistry(apicurioUrl({ port: addresses.apicurio }))
  await apicurio.stop(DEADLINE_MS)

  const java = (kind: JvmKind, ...args: string[]) =>
    run(runtime.jdk.java, [...runtime.flags(kind), ...args], { timeout: DEADLINE_MS, cwd: folder }).catch(
      error => {
        throw new Error(`the ${kind}'s JVM: ${String(error.stderr).trim().split('\n').at(-1)}`)
      },
    )
  const connection = ['--bootstrap-server', bootstrapServers]
  await java(
    'tool',
    loggingBy('tools-log4j2.properties'),
    'org.apache.kafka.tools.TopicCommand',
    ...connection,
    '--create',
    '--topic',
    'training',
    '--partitions',
    '3',
  )
  await java('program', path.join(import.meta.dirname, 'Training.java'), bootstrapServers)

  await worker.start()
  await useConnect(worker.url, path.join(folder, 'input.txt'))
  await worker.stop(DEADLINE_MS)
  await brokers[0]?.component.stop(DEADLINE_MS)
}

function withoutOutput(flags: string[]): string[] {
  return flags.filter(flag => !/^-XX:(AOTCacheOutput|ArchiveClassesAtExit)=/.test(flag))
}

async function useRegistry(url: string): Promise<void> {
  const root = `${url}/apis/ccompat/v7`
  const schema = (fields: string): string => `{"type":"record","name":"T","fields":[${fields}]}`
  const post = async (where: string, fields: string): Promise<void> => {
    const answer = await request(`${root}${where}`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema: schema(fields) }),
    })
    await answer.body.dump()
  }
  await post('/subjects/training-value/versions', '{"name":"a","type":"int"}')
  await post('/compatibility/subjects/training-value/versions/latest', '{"name":"b","type":"int"}')
  await post(
    '/subjects/training-value/versions',
    '{"name":"a","type":"int"},{"name":"b","type":"int","default":1}',
  )
  for (const where of ['/subjects', '/subjects/training-value/versions/1', '/schemas/ids/1', '/config']) {
    await (await request(`${root}${where}`)).body.dump()
  }
}

async function useConnect(url: string, file: string): Promise<void> {
  const answer = await request(`${url}/connectors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'training',
      config: {
        'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
        'tasks.max': '1',
        file,
        topic: 'training',
      },
    }),
  })
  await answer.body.dump()
  await (await request(`${url}/connectors/training/status`)).body.dump()
}
