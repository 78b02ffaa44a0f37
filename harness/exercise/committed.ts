// Has an application finished with its input? Kafka knows what it has committed; nobody knows what it has in mind.
import type { Observer } from '#harness/observe/observer.ts'

export interface CommittedOptions {
  /** Topics that the application reads for certain. */
  reads: readonly string[]
  /** Topics of the exercise that it may read or not: one counts from the first commit on that a group has made for it. */
  mayRead?: readonly string[]
  /** Topics that are none of its own: those of the exercise, and what was there before it. */
  others: ReadonlySet<string>
}

/**
 * Have the groups on the cluster committed every record of the topics that are read: those in `reads`, and whatever topics the
 * application has made to pass records on to itself, such as Kafka Streams' repartition topics. A topic of its own counts as
 * read from its first record on, before anything of it was committed (a transaction may be open for long), unless it is there to
 * keep state: a changelog, or compacted.
 */
export async function hasCommittedAll(
  observe: Observer,
  { reads, mayRead = [], others }: CommittedOptions,
): Promise<boolean> {
  const own = (await observe.topicNames()).filter(
    name =>
      !others.has(name) && !reads.includes(name) && !name.startsWith('__') && !name.endsWith('-changelog'),
  )
  const groups = [...(await observe.committedOffsets()).values()]
  const alsoRead = mayRead.filter(name => groups.some(topics => topics.has(name)))
  for (const topic of [...reads, ...alsoRead, ...own]) {
    const reader = observe.reader(topic)
    if (!(await reader.readToEnd({ openTransactionMs: 0 }))) return false
    // Behind a transaction the end offset is past the last record; what counts is the record.
    const last = new Map(reader.records.map(({ partition, offset }) => [partition, offset]))
    for (const [partition, offset] of last) {
      const committed = groups.map(topics => topics.get(topic)?.get(partition) ?? -1n)
      if (committed.some(position => position > offset)) continue
      const keepsState = !reads.includes(topic) && (await isCompacted(observe, topic))
      if (!keepsState) return false
    }
  }
  return true
}

async function isCompacted(observe: Observer, topic: string): Promise<boolean> {
  return (await observe.topicConfig(topic)).get('cleanup.policy')?.includes('compact') ?? false
}
