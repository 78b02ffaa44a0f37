// Kafka's protocol at first hand, for what no high-level client offers: metadata as one broker sees it, and reading a topic
// without a consumer group (groups need a coordinator, which may be on the very broker that was just killed).
import {
  Connection,
  fetchV17,
  incrementalAlterConfigsV1,
  listOffsetsV9,
  metadataV12,
} from '@platformatic/kafka'
import { patient } from '#harness/host/patience.ts'
import { within } from '#harness/host/within.ts'

export interface PartitionMetadata {
  partition: number
  /** -1 where there is none. */
  leader: number
  replicas: number[]
  isr: number[]
}

export interface TopicMetadata {
  name: string
  id: string
  partitions: PartitionMetadata[]
}

export interface ClusterMetadata {
  brokers: { id: number; host: string; port: number }[]
  topics: TopicMetadata[]
}

const UNKNOWN_TOPIC = 3
const EARLIEST = -2n
const CONNECT_MS = 2000
/** On a machine of the usual speed; less than any wait for something that is asked here. */
const ANSWER_MS = 6000
/** A broker that is stopped or frozen takes no leave. */
const CLOSE_MS = 2000

/** Connections to the brokers of one cluster, made when they are needed and made again when they break. */
export class Wire {
  readonly #bootstrap: { host: string; port: number }[]
  /** Promises, so that who asks while one is being made waits for that one. */
  readonly #connections = new Map<string, Promise<Connection>>()
  #closed = false

  constructor(bootstrapServers: string) {
    this.#bootstrap = bootstrapServers.split(',').map(address => {
      const colon = address.lastIndexOf(':')
      return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) }
    })
  }

  /**
   * Metadata from the first broker that answers. Never creates a topic.
   *
   * @param topics names, or undefined for all
   */
  async metadata(topics?: string[]): Promise<ClusterMetadata> {
    let last: unknown
    for (const { host, port } of this.#bootstrap) {
      try {
        return await this.metadataFrom(host, port, topics)
      } catch (error) {
        last = error
      }
    }
    throw new Error('no broker answers a metadata request', { cause: last })
  }

  async metadataFrom(host: string, port: number, topics?: string[]): Promise<ClusterMetadata> {
    const connection = await this.#connect(host, port)
    const answer = await metadataV12.api
      .async(connection, topics ?? null, false)
      .catch(error => tolerateUnknownTopics(error))
    return {
      brokers: answer.brokers.map(broker => ({ id: broker.nodeId, host: broker.host, port: broker.port })),
      topics: answer.topics
        .filter(topic => topic.errorCode !== UNKNOWN_TOPIC && topic.name !== null)
        .map(topic => ({
          name: topic.name ?? '',
          id: topic.topicId,
          partitions: topic.partitions
            .map(partition => ({
              partition: partition.partitionIndex,
              leader: partition.leaderId,
              replicas: partition.replicaNodes,
              isr: partition.isrNodes,
            }))
            .sort((a, b) => a.partition - b.partition),
        })),
    }
  }

  /** One read-committed fetch from the leader at `host:port`. */
  async fetch(
    host: string,
    port: number,
    topicId: string,
    from: { partition: number; offset: bigint }[],
    maxWaitMs: number,
  ): Promise<fetchV17.FetchResponsePartition[]> {
    const connection = await this.#connect(host, port)
    const partitions = from.map(({ partition, offset }) => ({
      partition,
      currentLeaderEpoch: -1,
      fetchOffset: offset,
      lastFetchedEpoch: -1,
      partitionMaxBytes: 16 << 20,
    }))
    const answer = await fetchV17.api.async(
      connection,
      maxWaitMs,
      1,
      64 << 20,
      1,
      0,
      -1,
      [{ topicId, partitions }],
      [],
      '',
    )
    return answer.responses.flatMap(response => response.partitions)
  }

  /** The first offsets that are left of the partitions that the broker at `host:port` leads: older records may have been deleted. */
  async starts(
    host: string,
    port: number,
    topic: string,
    partitions: readonly number[],
  ): Promise<Map<number, bigint>> {
    const connection = await this.#connect(host, port)
    const asked = partitions.map(partitionIndex => ({
      partitionIndex,
      currentLeaderEpoch: -1,
      timestamp: EARLIEST,
    }))
    const answer = await listOffsetsV9.api.async(connection, -1, 1, [{ name: topic, partitions: asked }])
    const told = answer.topics.flatMap(each => each.partitions)
    return new Map(told.map(({ partitionIndex, offset }) => [partitionIndex, offset]))
  }

  /** Changes settings through the first broker that answers; the high-level clients cannot name the brokers' common default. */
  async alterConfigs(resources: Parameters<typeof incrementalAlterConfigsV1.api.async>[1]): Promise<void> {
    let last: unknown
    for (const { host, port } of this.#bootstrap) {
      try {
        await incrementalAlterConfigsV1.api.async(await this.#connect(host, port), resources, false)
        return
      } catch (error) {
        last = error
      }
    }
    throw new Error('no broker takes a change of settings', { cause: last })
  }

  async alterConfigsAt(
    broker: { host: string; port: number },
    resources: Parameters<typeof incrementalAlterConfigsV1.api.async>[1],
  ): Promise<void> {
    await this.ask(broker, connection => incrementalAlterConfigsV1.api.async(connection, resources, false))
  }

  /** Puts a request of the client library to the broker at `host:port`. */
  async ask<Answer>(
    { host, port }: { host: string; port: number },
    question: (connection: Connection) => Promise<Answer>,
  ): Promise<Answer> {
    return question(await this.#connect(host, port))
  }

  async close(): Promise<void> {
    this.#closed = true
    const all = [...this.#connections.values()]
    this.#connections.clear()
    await Promise.all(all.map(opening => opening.then(closed, () => {})))
  }

  async #connect(host: string, port: number): Promise<Connection> {
    const key = `${host}:${port}`
    for (;;) {
      if (this.#closed) throw new Error(`nothing is asked of ${key} any more: its client is closed`)
      const known = this.#connections.get(key)
      const opening = known ?? open(host, port)
      if (!known) this.#connections.set(key, opening)
      const forget = (): void => {
        if (this.#connections.get(key) === opening) this.#connections.delete(key)
      }
      try {
        const connection = await opening
        if (connection.isConnected()) return connection
        forget()
        void closed(connection)
      } catch (error) {
        forget()
        throw error
      }
    }
  }
}

/** For what every broker knows alike. @throws Error where none answers */
export async function anyBroker(wire: Wire): Promise<{ host: string; port: number }> {
  const [broker] = (await wire.metadata([])).brokers
  if (!broker) throw new Error('no broker answers')
  return broker
}

async function open(host: string, port: number): Promise<Connection> {
  const connection = new Connection('day2-grader', {
    connectTimeout: CONNECT_MS,
    requestTimeout: patient(ANSWER_MS),
  })
  connection.on('error', () => {})
  try {
    await connection.connect(host, port)
    return connection
  } catch (error) {
    void closed(connection)
    throw error
  }
}

/** Resolves when it is closed, or has not answered the goodbye within two seconds. */
async function closed(connection: Connection): Promise<void> {
  await within(
    CLOSE_MS,
    connection.close().catch(() => {}),
    undefined,
  )
}

/** An answer that names an unknown topic is thrown by the client library, with the whole answer inside. */
function tolerateUnknownTopics(error: unknown): metadataV12.MetadataResponse {
  const response = error instanceof Error && 'response' in error ? error.response : undefined
  if (response && typeof response === 'object' && 'topics' in response)
    return response as metadataV12.MetadataResponse
  throw error
}
