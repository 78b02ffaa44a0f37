// The latest value of each key, against what is right: counted over all records, whatever of them a timeline has room for.
import type { EntryOf } from '#harness/results/timeline.ts'
import { shortText } from './short-text.ts'

const MOST_KEYS = 5000
const MOST_ROWS = 60
/** A row that says nothing is as good as none. */
const NOTHING = /^(0(\.0+)?|\(null\))$/

type Result = Omit<EntryOf<'result'>, 'at' | 'kind'>

export class LatestValues {
  readonly #holds = new Map<string, Map<string, string>>()
  readonly #right = new Map<string, Map<string, string>>()

  store(topic: string, key: string, value: string): void {
    const rows = this.#holds.get(topic) ?? new Map<string, string>()
    this.#holds.set(topic, rows)
    if (rows.size < MOST_KEYS || rows.has(key)) rows.set(key, value)
  }

  right(topic: string, rows: ReadonlyMap<string, string | number | bigint>): void {
    this.#right.set(topic, new Map([...rows].map(([key, value]) => [shortText(key), shortText(`${value}`)])))
  }

  /** Of the topics of which it is known what is right. */
  results(): Result[] {
    return [...this.#right].map(([topic, right]) => {
      const holds = this.#holds.get(topic) ?? new Map<string, string>()
      const keys = [...new Set([...right.keys(), ...holds.keys()])].sort()
      const isWrong = (key: string): boolean => !same(holds.get(key), right.get(key))
      const wrong = keys.filter(isWrong)
      const shown = [...wrong, ...keys.filter(key => !isWrong(key))].slice(0, MOST_ROWS)
      return { topic: shortText(topic), keys: keys.length, wrong: wrong.length, rows: shown.map(row) }

      function row(key: string): Result['rows'][number] {
        const [held, wanted] = [holds.get(key), right.get(key)]
        return {
          key,
          ...(held === undefined ? {} : { holds: held }),
          ...(wanted === undefined ? {} : { right: wanted }),
        }
      }
    })
  }
}

function same(one = '0', other = '0'): boolean {
  return one === other || (NOTHING.test(one) && NOTHING.test(other))
}
