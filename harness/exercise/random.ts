// Inputs that differ from run to run and can be had again: everything random in a grade comes from its seed.
import { createHash, randomBytes } from 'node:crypto'

/** A fresh seed, short enough to be typed. */
export function newSeed(): string {
  return randomBytes(4).toString('hex')
}

export class Random {
  readonly #seed: string
  #counter = 0
  #pool: number[] = []

  constructor(seed: string) {
    this.#seed = seed
  }

  /** An independent source for one part of a grade, so that a check more here changes nothing there. */
  fork(part: string): Random {
    return new Random(`${this.#seed}/${part}`)
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.#next() < probability
  }

  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('nothing to pick from')
    return from[this.int(0, from.length - 1)] as T
  }

  /** `count` different members of `from`, in random order. */
  sample<T>(from: readonly T[], count: number): T[] {
    return this.shuffle(from).slice(0, count)
  }

  shuffle<T>(from: readonly T[]): T[] {
    const all = [...from]
    for (let i = all.length - 1; i > 0; i--) {
      const j = this.int(0, i)
      const moved = all[i] as T
      all[i] = all[j] as T
      all[j] = moved
    }
    return all
  }

  times<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index))
  }

  /** A lower-case ASCII word. */
  word(shortest = 3, longest = 9): string {
    return this.times(this.int(shortest, longest), () => String.fromCharCode(this.int(97, 122))).join('')
  }

  #next(): number {
    if (this.#pool.length === 0) {
      const digest = createHash('sha256')
        .update(`${this.#seed}#${this.#counter++}`)
        .digest()
      for (let i = 0; i < 32; i += 4) this.#pool.push(digest.readUInt32LE(i) / 2 ** 32)
    }
    return this.#pool.pop() ?? 0
  }
}
