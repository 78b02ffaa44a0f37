// Ids that lie where a case needs them: a key decides its partition.
import { partitionOf, type Random } from '#harness/exercise/words.ts'

export class Ids {
  readonly #random: Random
  readonly #given = new Set<string>()

  constructor(random: Random) {
    this.#random = random
  }

  /** An id that was not given before; Kafka's default partitioner puts it into this partition of so many, or anywhere. */
  next(prefix: string, partition?: number, partitions = 1): string {
    for (;;) {
      const id = `${prefix}-${this.#random.int(1, 9_999_999)}`
      if (this.#given.has(id)) continue
      if (partition !== undefined && partitionOf(id, partitions) !== partition) continue
      this.#given.add(id)
      return id
    }
  }
}
