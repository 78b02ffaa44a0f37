// What a result topic says of each order, and how that differs from what it ought to say. Every record counts; the same one again
// is ignored.
import { parseMoney, parseObject, type StoredRecord, type TopicReader } from '#harness/exercise/words.ts'

/** What an order may give: one of these texts, or none where `undefined` is among them. */
export type Possible = readonly (string | undefined)[]

const UNREADABLE = 'unreadable '

/** @returns the members that are named, as JSON in this order; of what is no such object, what it is instead */
export const objectOf =
  (names: readonly string[]) =>
  ({ value }: StoredRecord): string => {
    const object = parseObject(value)
    if (!object || names.some(name => typeof object[name] !== 'string')) return unreadable(value)
    return JSON.stringify(Object.fromEntries(names.map(name => [name, object[name]])))
  }

/** @returns money as it is written; of what is none, what it is instead */
export const moneyOf = ({ value }: StoredRecord): string => {
  const text = value?.toString() ?? ''
  return parseMoney(text) === undefined ? unreadable(value) : text
}

const unreadable = (value: Buffer | null): string =>
  `${UNREADABLE}${value === null ? 'record without a value' : JSON.stringify(value.toString().slice(0, 100))}`

/** The records of a result by their key, each different value once, in the text that values are compared in. */
export class Said {
  readonly byOrder = new Map<string, Set<string>>()
  readonly #reader: TopicReader
  readonly #read: (record: StoredRecord) => string
  #next = 0

  constructor(reader: TopicReader, read: (record: StoredRecord) => string) {
    this.#reader = reader
    this.#read = read
  }

  /** Takes in what the reader has read since. */
  update(): this {
    for (; this.#next < this.#reader.records.length; this.#next++) {
      const record = this.#reader.records[this.#next] as StoredRecord
      const key = record.key?.toString() ?? '(no key)'
      this.byOrder.set(key, (this.byOrder.get(key) ?? new Set()).add(this.#read(record)))
    }
    return this
  }
}

export interface Wrong {
  order: string
  /** "o-7: nothing instead of 12.50" */
  text: string
  kind: 'missing' | 'unasked' | 'other value' | 'unknown key' | 'unreadable'
}

/**
 * The orders of which something else is said than what is possible.
 *
 * @param passed over: texts of an order that are another check's matter
 */
export function wrongOrders(
  said: ReadonlyMap<string, ReadonlySet<string>>,
  right: ReadonlyMap<string, Possible>,
  passedOver: ReadonlyMap<string, readonly string[]> = new Map(),
): Wrong[] {
  const wrong: Wrong[] = []
  for (const order of new Set([...right.keys(), ...said.keys()])) {
    const possible = right.get(order)
    const others = passedOver.get(order) ?? []
    const told = [...(said.get(order) ?? [])].filter(
      text => possible?.includes(text) || !others.includes(text),
    )
    if (possible && told.length <= 1 && possible.includes(told[0])) continue
    const asked = possible?.filter(text => text !== undefined) ?? []
    const instead = possible?.map(text => text ?? 'nothing').join(' or ') ?? 'nothing: there is no such order'
    wrong.push({
      order,
      text: `${order}: ${told.join(' and ') || 'nothing'} instead of ${instead}`,
      kind: !possible
        ? 'unknown key'
        : told.length === 0
          ? 'missing'
          : told.some(text => text.startsWith(UNREADABLE))
            ? 'unreadable'
            : asked.length === 0
              ? 'unasked'
              : 'other value',
    })
  }
  return wrong
}
