// What a run over Kafka keeps in the cluster, and the settings that its promises rest on.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Graders } from '../orders-of.ts'
import type { KafkaLink } from './link.ts'

export interface OverNames {
  /** Orders of one version of grader and suites: workers of another one never see them. */
  orders: string
  /** Hand-ins, in parts. */
  parts: string
  /** Compacted, by {@link gradeKey}. */
  grades: string
  /** The share group of the workers. */
  group: string
}

export function overNames(prefix: string, graders: Graders): OverNames {
  const version = createHash('sha256')
    .update(JSON.stringify([...graders].sort()))
    .digest('hex')
    .slice(0, 8)
  return {
    orders: `${prefix}-orders-${version}`,
    parts: `${prefix}-parts`,
    grades: `${prefix}-grades`,
    group: `${prefix}-workers-${version}`,
  }
}

/** A record that is not renewed for so long comes to the next worker. */
export const LOCK_MS = 15_000
export const RENEW_MS = 5000

/** Hand-ins travel in parts of this size: brokers take a megabyte by default. */
export const PART_BYTES = 512 * 1024

/** Orders and hand-ins are of no use after that; a class is graded sooner. */
const KEPT_MS = 14 * 24 * 60 * 60_000

/** Makes what is not there yet. @throws UserError where the brokers have no share groups */
export async function prepareTopics(
  link: KafkaLink,
  { orders, parts, grades, group }: OverNames,
): Promise<void> {
  const kept = { 'retention.ms': KEPT_MS }
  await link.tell({
    do: 'prepare',
    topics: [
      // One partition, which all members of the share group have: of several each has its own, and what lies in that of a frozen worker
      // waits until the group has given it up, after minutes.
      { name: orders, partitions: 1, settings: kept },
      { name: parts, partitions: 6, settings: kept },
      { name: grades, partitions: 6, settings: { 'cleanup.policy': 'compact' } },
    ],
    group,
    settings: {
      'share.auto.offset.reset': 'earliest',
      'share.record.lock.duration.ms': LOCK_MS,
      'share.delivery.count.limit': 5,
    },
  })
}

const Part = z.object({ partition: z.number(), offset: z.number() })

/** What stands in a record of the orders' topic. */
export const OverOrder = z.object({
  schema: z.literal(1),
  submission: z.string(),
  exercise: z.string(),
  grader: z.string(),
  seed: z.string(),
  /** Where the hand-in lies, as a tar.gz in this order. */
  parts: z.array(Part),
})
export type OverOrder = z.infer<typeof OverOrder>
export type Part = z.infer<typeof Part>

export const gradeKey = ({
  submission,
  exercise,
  grader,
  seed,
}: Omit<OverOrder, 'schema' | 'parts'>): string => [submission, exercise, grader, seed].join('/')
