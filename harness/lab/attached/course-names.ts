// What the exercises name. On a cluster that is not the grader's own nothing else is touched.

export interface CourseNames {
  topics: readonly string[]
  /** How the names of topics begin that suites make for themselves. */
  topicsBeginning: readonly string[]
  subjects: readonly string[]
  connectors: readonly string[]
}

/** A topic that the exercises name, or one that a suite has made for itself. */
export function isOurTopic(topic: string, { topics, topicsBeginning }: CourseNames): boolean {
  return topics.includes(topic) || topicsBeginning.some(beginning => topic.startsWith(beginning))
}

/** A topic that Kafka Streams keeps for one of these applications. */
export function isInternalOf(topic: string, groups: readonly string[]): boolean {
  return isInternal(topic) && groups.some(group => topic.startsWith(`${group}-`))
}

/** A topic that Kafka Streams keeps for an application: its name begins with the application's. */
export function isInternal(topic: string): boolean {
  return /-(changelog|repartition)$/.test(topic)
}
