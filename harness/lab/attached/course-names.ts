// What the exercises name. On a cluster that is not the grader's own nothing else is touched; a new exercise whose names are
// not here cannot be graded on one twice.

export const COURSE_TOPICS: readonly string[] = [
  'replicated-events',
  'user-events',
  'fault-test',
  'text-input',
  'word-counts',
  'file-events',
  'user-activity',
  'active-users-per-minute',
  'revenue-per-hour',
  'popular-pages',
  'customers',
  'high-throughput-topic',
]

export const COURSE_SUBJECTS: readonly string[] = ['users-value', 'customers-value']

export const COURSE_CONNECTORS: readonly string[] = ['file-source-connector']

/** Topics that come to be beside the named ones while programs run: the grader's own, and those of Kafka Streams. */
export function isByproduct(topic: string): boolean {
  return /^inventory-[a-z]+$/.test(topic) || isInternal(topic)
}

/** A topic that Kafka Streams keeps for an application: its name begins with the application's. */
export function isInternal(topic: string): boolean {
  return /-(changelog|repartition)$/.test(topic)
}
