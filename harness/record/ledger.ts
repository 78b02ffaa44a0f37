// Which line became which record: what is given to a program or stands in a file is looked for among the records of the exercise's
// topics, so that a picture can say what arrived, arrived twice, or never came. By digest: lines may be long, and there are many.
import { hash } from 'node:crypto'

export type Digest = string
/** More is not remembered: then nothing is said about what came of the lines. */
const MOST = 50_000

export const digestOf = (bytes: Buffer | string): Digest => hash('sha1', bytes, 'base64')

interface Given {
  /** A program, or a file. */
  source: string
  digest: Digest
}

export interface Tally {
  source: string
  given: number
  once: number
  more: number
  never: number
}

export class Ledger {
  readonly #given: Given[] = []
  readonly #stored = new Map<Digest, number>()
  #places: Map<Digest, number[]> | undefined
  #full = false

  give(source: string, line: string): Digest {
    const digest = digestOf(line)
    this.#places = undefined
    if (this.#given.length < MOST) this.#given.push({ source, digest })
    else this.#full = true
    return digest
  }

  store(digest: Digest): void {
    if (this.#stored.size < MOST) this.#stored.set(digest, (this.#stored.get(digest) ?? 0) + 1)
    else this.#full = true
  }

  /** Where lines with this digest were given. */
  sources(): ReadonlyMap<Digest, string> {
    return new Map(this.#given.map(({ source, digest }) => [digest, source]))
  }

  /**
   * How often each line that was given is stored, in the order of giving. Of equal lines the first ones count as found, and the last
   * one has what is too many. Undefined for lines of a source none of whose lines is stored as it is: its program makes something else
   * of them.
   */
  found(): (number | undefined)[] {
    if (this.#full) return this.#given.map(() => undefined)
    const left = new Map(this.#stored)
    const same = new Map<Digest, number>()
    for (const { digest } of this.#given) same.set(digest, (same.get(digest) ?? 0) + 1)
    const plain = new Set(
      this.#given.filter(({ digest }) => this.#stored.has(digest)).map(({ source }) => source),
    )
    return this.#given.map(({ source, digest }) => {
      if (!plain.has(source)) return undefined
      const stored = left.get(digest) ?? 0
      const others = (same.get(digest) ?? 1) - 1
      same.set(digest, others)
      const mine = others === 0 ? stored : Math.min(1, stored)
      left.set(digest, stored - mine)
      return mine
    })
  }

  /** What became of the lines of each source of which that can be said. */
  tallies(found: readonly (number | undefined)[] = this.found()): Tally[] {
    const all = new Map<string, Tally>()
    for (const [place, { source }] of this.#given.entries()) {
      const times = found[place]
      if (times === undefined) continue
      const tally = all.get(source) ?? { source, given: 0, once: 0, more: 0, never: 0 }
      tally.given++
      tally[times === 0 ? 'never' : times === 1 ? 'once' : 'more']++
      all.set(source, tally)
    }
    return [...all.values()]
  }

  /** Which of the lines that were given have this digest. */
  places(digest: Digest): number[] {
    this.#places ??= Map.groupBy(this.#given.keys(), place => this.#given[place]?.digest ?? '')
    return this.#places.get(digest) ?? []
  }
}
