// Where the replicas of the grader's own topics are: at random, so that nothing about them can be known before.
import type { Random } from '#harness/exercise/words.ts'

export interface Placed {
  partition: number
  /** Broker ids, the preferred leader first. */
  replicas: number[]
}

/**
 * Some partitions, each with `size` replicas. In every placement brokers 2 and 3 lead a partition, so that something changes whichever is stopped
 * later, and one list of replicas at least is in no order.
 */
export function placement(random: Random, size: 2 | 3): Placed[] {
  // Broker 3 stands first in one list: whatever comes behind it is smaller.
  const leaders = random.shuffle([2, 3, ...random.times(random.int(2, 4), () => random.int(1, 3))])
  return leaders.map((leader, partition) => ({
    partition,
    replicas: [leader, ...random.shuffle([1, 2, 3].filter(id => id !== leader))].slice(0, size),
  }))
}
