// Assertions about topics that several exercises share.
import type { TopicMetadata } from '#harness/clients/wire.ts'
import type { Observer } from '#harness/observe/observer.ts'
import { plural } from '#harness/results/format.ts'
import { fail } from './check-failed.ts'
import { eventually } from './eventually.ts'

export interface Layout {
  partitions: number
  /** Replicas of every partition, each on another broker. */
  replicas: number
}

/** Whether the topics are what they will be: what is wrong then is final. */
export type TopicsRest = () => Promise<boolean>

const neverSure: TopicsRest = async () => false

/** The topic has exactly that many partitions and replicas; metadata may need a moment to reach every broker. */
export async function laidOut(
  observe: Observer,
  name: string,
  layout: Layout,
  atRest: TopicsRest = neverSure,
): Promise<TopicMetadata> {
  return eventually(
    async () => {
      const topic = await existing(observe, name, atRest)
      const { partitions } = topic
      const replicas = partitions.map(partition => new Set(partition.replicas).size)
      if (partitions.length === layout.partitions && replicas.every(count => count === layout.replicas))
        return topic
      return fail({
        message: `${name} is not laid out as asked`,
        expected: `${plural(layout.partitions, 'partition')} with ${plural(layout.replicas, 'replica')} each`,
        actual: `${plural(partitions.length, 'partition')} with ${[...new Set(replicas)].sort().join(' or ')} replica(s) each`,
        hint:
          partitions.length === 1 && replicas[0] === 3
            ? `One partition with three replicas is what the brokers make of a topic at its first use: is ${name} created at all, under exactly this name, before it is used?`
            : 'Look at --partitions and --replication-factor; a topic that was there before keeps its layout.',
        final: await atRest(),
        evidence: [{ source: `topic ${name}`, text: describeTopic(topic) }],
      })
    },
    { within: 5 },
  )
}

/** The topic's metadata; a topic that is not there fails the check. */
export async function existing(
  observe: Observer,
  name: string,
  atRest: TopicsRest = neverSure,
): Promise<TopicMetadata> {
  const topic = await observe.topic(name)
  if (topic) return topic
  const names = (await observe.topicNames()).filter(
    other => !other.startsWith('__') && !other.startsWith('connect-'),
  )
  return fail({
    message: `there is no topic ${name}`,
    expected: `a topic named ${name}`,
    actual: names.length ? `topics: ${names.join(', ')}` : 'no topic at all',
    final: await atRest(),
    hint: 'Is it created, and spelled exactly so?',
  })
}

/** As `kafka-topics --describe` shows it. */
export function describeTopic(topic: Pick<TopicMetadata, 'partitions'>): string {
  return topic.partitions
    .map(
      ({ partition, leader, replicas, isr }) =>
        `Partition: ${partition}  Leader: ${leader < 0 ? 'none' : leader}  Replicas: ${replicas.join(',')}  Isr: ${isr.join(',')}`,
    )
    .join('\n')
}
