// Clusters of other people: one that wants TLS and a password, and one that has no share groups.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { poll } from '#harness/host/poll.ts'
import { properties } from '#harness/runtime/properties.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { smallCluster } from '../testing/small-cluster.ts'
import { KafkaLink, type TopicRecord } from './link.ts'
import { overNames, prepareTopics } from './topics.ts'

const PATIENT = { deadlineMs: 120_000, everyMs: 500 }
const NAMES = overNames('course', new Map([['01-one', 'sha256:1']]))
const PLAIN = 'org.apache.kafka.common.security.plain.PlainLoginModule required'

let runtime: Runtime
beforeAll(async () => {
  runtime = await prepareRuntime(() => {})
})

async function open(bootstrap: string, config?: string, onRecord?: (record: TopicRecord) => void) {
  const logged: string[] = []
  const link = await KafkaLink.open({
    runtime,
    bootstrap,
    ...(config === undefined ? {} : { config }),
    onLog: line => logged.push(line),
    ...(onRecord ? { onRecord } : {}),
  })
  onTestFinished(() => link.close())
  return link
}

test('TLS and SASL come from client properties, and a wrong password is told as what it is', async () => {
  const folder = await testFolder()
  const store = path.join(folder, 'broker store.p12')
  const words = ['-storepass', 'changeit', '-storetype', 'PKCS12', '-keystore', store]
  const about = ['-alias', 'broker', '-dname', 'CN=broker', '-ext', 'san=ip:127.0.0.1', '-validity', '2']
  const keytool = path.join(path.dirname(runtime.jdk.java), 'keytool')
  await promisify(execFile)(keytool, ['-genkeypair', '-keyalg', 'RSA', ...about, ...words])
  const bootstrap = await smallCluster(runtime, {
    protocol: 'SASL_SSL',
    settings: {
      'sasl.enabled.mechanisms': 'PLAIN',
      'sasl.mechanism.inter.broker.protocol': 'PLAIN',
      'listener.name.client.plain.sasl.jaas.config': `${PLAIN} username="admin" password="of the broker" user_admin="of the broker" user_course="grüße=1";`,
      ...stores('ssl.keystore', store),
      ...stores('ssl.truststore', store),
    },
  })
  const clientWith = async (password: string): Promise<string> => {
    const file = path.join(await testFolder(), 'client.properties')
    await writeFile(
      file,
      properties({
        'security.protocol': 'SASL_SSL',
        'sasl.mechanism': 'PLAIN',
        'sasl.jaas.config': `${PLAIN} username="course" password="${password}";`,
        ...stores('ssl.truststore', store),
      }),
    )
    return file
  }
  const records: TopicRecord[] = []
  const link = await open(bootstrap, await clientWith('grüße=1'), record => records.push(record))
  await poll('the cluster to take topics', () => prepareTopics(link, NAMES).then(() => true), PATIENT)

  // Producer, share consumer, transaction and reader: each is a client of its own.
  const { orders: topic, group, grades } = NAMES
  await link.tell({ do: 'follow', topic: grades })
  await link.tell({ do: 'put', topic, key: 'k', value: 'an order' })
  const taken = await link.ask(
    { do: 'take', slot: 'a', group, topic },
    z.looseObject({ key: z.string(), value: z.string(), deliveries: z.number() }),
  )
  expect(taken).toMatchObject({ key: 'k', value: 'an order', deliveries: 1 })
  await link.tell({ do: 'claim', topic: grades, key: 'k' })
  await link.tell({ do: 'write', key: 'k', value: 'a grade' })
  await link.tell({ do: 'accept', slot: 'a' })
  await poll('the grade to be read', () => records.some(({ value }) => value === 'a grade'), PATIENT)

  const stranger = await open(bootstrap, await clientWith('guessed'))
  await expect(prepareTopics(stranger, NAMES)).rejects.toThrow(
    /^Kafka says: SaslAuthenticationException: Authentication failed/,
  )
})

test('brokers without share groups are told of', async () => {
  const bootstrap = await smallCluster(runtime, { protocol: 'PLAINTEXT', features: ['share.version=0'] })
  const link = await open(bootstrap)
  await expect(prepareTopics(link, NAMES)).rejects.toThrow(
    'these brokers have no share groups (share.version): Kafka 4.2 or newer is needed',
  )
})

test('a file of client properties that is not there is named', async () => {
  await expect(open('127.0.0.1:1', '/nowhere/client.properties')).rejects.toThrow(
    /^\/nowhere\/client\.properties cannot be read \(.*ENOENT/,
  )
})

const stores = (prefix: string, file: string) => ({
  [`${prefix}.location`]: file,
  [`${prefix}.password`]: 'changeit',
  [`${prefix}.type`]: 'PKCS12',
})
