// What really happened, through real clients: the one way a suite looks at a lab.
import { Admin, ConfigResourceTypes } from '@platformatic/kafka'
import kafkajs, { type Admin as KafkajsAdmin, type Producer } from 'kafkajs'
import { Connected } from '#harness/clients/connected.ts'
import { groupAssignments, groupMembers, listGroups, removeMembers } from '#harness/clients/groups.ts'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { TopicReader } from '#harness/clients/topic-reader.ts'
import { type TopicMetadata, Wire } from '#harness/clients/wire.ts'
import type { Lab } from '#harness/lab/lab.ts'
import type { Recorder } from '#harness/record/recorder.ts'
import { ConnectApi } from './connect-api.ts'
import { RegistryApi } from './registry-api.ts'

/** Who tells how a topic is replicated. */
const BROKERS = 'the brokers'

export class Observer {
  readonly registry: RegistryApi
  readonly connect: ConnectApi
  readonly #lab: Lab
  readonly #wire: Wire
  readonly #readers = new Map<string, TopicReader>()
  readonly #recorder: Recorder | undefined
  #admin: Admin | undefined
  readonly #kafkajsAdmin = new Connected(async () => {
    const admin = kafka(this.#lab.bootstrapServers).admin()
    await admin.connect()
    return admin
  })
  readonly #producer = new Connected(async () => {
    const producer = kafka(this.#lab.bootstrapServers).producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    })
    await producer.connect()
    return producer
  })

  /** @param recorder is told what is seen */
  constructor(lab: Lab, recorder?: Recorder) {
    this.#lab = lab
    this.#recorder = recorder
    this.#wire = new Wire(lab.bootstrapServers)
    this.registry = new RegistryApi(lab.registryUrl)
    this.connect = new ConnectApi(
      () => lab.connect.url,
      status => recorder?.connector(status),
    )
  }

  /** A topic's partitions with leader, replicas and ISR, as the first live broker tells it; undefined where there is none. */
  async topic(name: string): Promise<TopicMetadata | undefined> {
    const { topics } = await this.#wire.metadata([name])
    const found = topics.find(topic => topic.name === name && topic.partitions.length > 0)
    if (found) this.#recorder?.replication(name, BROKERS, found.partitions)
    return found
  }

  /**
   * The topic as every running broker sees it.
   *
   * @throws Error while the brokers' views differ: metadata reaches them one after the other
   */
  async topicEverywhere(name: string): Promise<TopicMetadata> {
    const running = this.#lab.brokers.filter(broker => broker.state === 'running')
    const views = await Promise.all(
      running.map(async ({ address }) => {
        const [host = '', port] = address.split(':')
        const { topics } = await this.#wire.metadataFrom(host, Number(port), [name])
        return topics.find(topic => topic.name === name)
      }),
    )
    const [first] = views
    if (!first) throw new Error(`not every broker knows ${name}`)
    if (views.some(view => JSON.stringify(view) !== JSON.stringify(first)))
      throw new Error(`the brokers' views of ${name} differ`)
    this.#recorder?.replication(name, BROKERS, first.partitions)
    return first
  }

  /**
   * All topics with the replicas of their partitions, as every running broker lists them; leaders and ISR move by themselves and are left
   * out. Undefined while the brokers' views differ.
   */
  async topicsEverywhere(): Promise<string | undefined> {
    const running = this.#lab.brokers.filter(broker => broker.state === 'running')
    const views = await Promise.all(
      running.map(async ({ address }) => {
        const [host = '', port] = address.split(':')
        const { topics } = await this.#wire.metadataFrom(host, Number(port))
        return JSON.stringify(
          topics
            .map(({ id, partitions }) => [
              id,
              partitions.map(({ partition, replicas }) => [partition, replicas]),
            ])
            .sort(([one = ''], [other = '']) => (one < other ? -1 : 1)),
        )
      }),
    )
    const [first] = views
    return views.every(view => view === first) ? first : undefined
  }

  /** What a program of the submission tells about a topic's replication, for whoever reads what happened. */
  told(topic: string, by: string, partitions: TopicMetadata['partitions']): void {
    this.#recorder?.replication(topic, by, partitions)
  }

  /** What a topic should hold in the end, for whoever reads what happened. */
  right(topic: string, rows: ReadonlyMap<string, string | number | bigint>): void {
    this.#recorder?.right(topic, rows)
  }

  async topicNames(): Promise<string[]> {
    return (await this.#wire.metadata()).topics.map(topic => topic.name)
  }

  /** The setting in force on the topic, whether it was set there or is the broker's default. */
  async topicConfig(topic: string): Promise<Map<string, string | null>> {
    const resource = { resourceType: ConfigResourceTypes.TOPIC, resourceName: topic, configurationKeys: null }
    const [described] = await this.#platformatic().describeConfigs({ resources: [resource] })
    return new Map((described?.configs ?? []).map(({ name, value }) => [name, value ?? null]))
  }

  /** Reads the topic from its beginning as a read_committed consumer does: one reader a topic, which remembers all that it has read. */
  reader(topic: string): TopicReader {
    const reader =
      this.#readers.get(topic) ??
      new TopicReader(this.#wire, topic, record => this.#recorder?.stored(topic, record))
    this.#readers.set(topic, reader)
    return reader
  }

  /** kafkajs's admin client, for what a suite itself sets up. */
  admin(): Promise<KafkajsAdmin> {
    return this.#kafkajsAdmin.get()
  }

  /** The grader's own producer: idempotent, and to the partitions that it is told. */
  producer(): Promise<Producer> {
    return this.#producer.get()
  }

  /**
   * Groups that the submission's programs have joined, with the offsets that they committed.
   *
   * @returns group id -> topic -> partition -> committed offset
   */
  async committedOffsets(): Promise<Map<string, Map<string, Map<number, bigint>>>> {
    const admin = this.#platformatic()
    const groups = (await listGroups(admin))
      // Connect's own groups are of another protocol type.
      .filter(({ protocolType }) => protocolType !== 'connect')
      .map(({ id }) => id)
    const all = new Map<string, Map<string, Map<number, bigint>>>()
    for (const group of groups) {
      const [answer] = await admin.listConsumerGroupOffsets({ groups: [group] }).catch(() => [])
      const topics = (answer?.topics ?? []).map(({ name, partitions }): [string, Map<number, bigint>] => [
        name,
        new Map(partitions.map(({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset])),
      ])
      all.set(group, new Map(topics))
    }
    return all
  }

  /** The members of all groups, but for those of Connect's workers. */
  async groupMembers(): Promise<Map<string, Set<string>>> {
    const groups = (await listGroups(this.#platformatic())).filter(
      ({ protocolType }) => protocolType !== 'connect',
    )
    if (groups.length === 0) return new Map()
    const kafkajsAdmin = await this.admin()
    const all = groups.map(async ({ id }): Promise<[string, Set<string>]> => {
      return [id, new Set(await groupMembers(kafkajsAdmin, id))]
    })
    return new Map(await Promise.all(all))
  }

  /** The same members, with the partitions that each has. */
  async groupAssignments(): Promise<Map<string, { member: string; partitions: string[] }[]>> {
    const groups = (await listGroups(this.#platformatic())).filter(
      ({ protocolType }) => protocolType !== 'connect',
    )
    if (groups.length === 0) return new Map()
    const kafkajsAdmin = await this.admin()
    const all = groups.map(async ({ id }) => [id, await groupAssignments(kafkajsAdmin, id)] as const)
    return new Map(await Promise.all(all))
  }

  /** Shows these members of these groups out. */
  async removeGroupMembers(members: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const admin = this.#platformatic()
    const kafkajsAdmin = await this.admin()
    for (const [group, ids] of members) await removeMembers(admin, kafkajsAdmin, group, ids)
  }

  /** How many workers have joined the lab's Connect group. */
  async connectGroupSize(): Promise<number> {
    const groups = await listGroups(this.#platformatic())
    const connect = groups.filter(({ protocolType }) => protocolType === 'connect')
    const kafkajsAdmin = await this.admin()
    const members = await Promise.all(connect.map(({ id }) => groupMembers(kafkajsAdmin, id)))
    return Math.max(0, ...members.map(({ length }) => length))
  }

  async close(): Promise<void> {
    await Promise.allSettled([
      this.#producer.close(producer => producer.disconnect()),
      this.#kafkajsAdmin.close(admin => admin.disconnect()),
      this.#admin?.close(),
      this.#wire.close(),
    ])
  }

  #platformatic(): Admin {
    const bootstrapBrokers = this.#lab.bootstrapServers.split(',')
    this.#admin ??= new Admin({ clientId: 'day2-grader', bootstrapBrokers, retries: 10, retryDelay: 200 })
    return this.#admin
  }
}
