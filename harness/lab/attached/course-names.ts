// What the exercises name. On a cluster that is not the grader's own nothing else is touched.

export interface CourseNames {
  topics: readonly string[]
  /** How the names of topics begin that suites make for themselves. */
  topicsBeginning: readonly string[]
  subjects: readonly string[]
  connectors: readonly string[]
}

/** Topics that come to be beside the named ones while programs run: the grader's own, and those of Kafka Streams. */
export function isByproduct(topic: string, { topicsBeginning }: CourseNames): boolean {
  return topicsBeginning.some(beginning => topic.startsWith(beginning)) || isInternal(topic)
}

/** A topic that Kafka Streams keeps for an application: its name begins with the application's. */
export function isInternal(topic: string): boolean {
  return /-(changelog|repartition)$/.test(topic)
}
