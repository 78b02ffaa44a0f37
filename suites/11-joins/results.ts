// The three results, as they are judged: what they say, what they ought to say, and what an earlier check has found wrong in them.

import { fail, type TopicReader } from '#harness/exercise/words.ts'
import type { Book } from './book.ts'
import { findingFor, isFinal } from './finding.ts'
import { moneyOf, objectOf, type Possible, Said, type Wrong, wrongOrders } from './said.ts'

interface ResultOptions {
  read: ConstructorParameters<typeof Said>[1]
  shape: string
  right: (book: Book) => ReadonlyMap<string, Possible>
}

const RESULTS = {
  'shipped-orders': {
    read: objectOf(['order_id', 'carrier']),
    shape: 'key: the order id; value: {"order_id","carrier"}',
    right: book => book.shipped,
  },
  'enriched-orders': {
    read: objectOf(['order_id', 'customer_id', 'name', 'tier']),
    shape: 'key: the order id; value: {"order_id","customer_id","name","tier"}',
    right: book => book.enriched,
  },
  'orders-in-eur': {
    read: moneyOf,
    shape: 'key: the order id; value: money as text, such as 12.50',
    right: book => book.inEur,
  },
} as const satisfies Record<string, ResultOptions>

export type ResultTopic = keyof typeof RESULTS
export type Results = Record<ResultTopic, Result>
export const RESULT_TOPICS = Object.keys(RESULTS) as ResultTopic[]

export interface JudgeOptions {
  hint: string
  /** What is missing may still come. */
  soFar?: boolean
  /** Pairs that are too far apart are the matter of one check alone. */
  tooFarToo?: boolean
}

export class Result {
  readonly topic: ResultTopic
  readonly reader: TopicReader
  readonly #said: Said
  readonly #book: Book
  /** Orders that an earlier check found wrong: one mistake fails one check. */
  readonly #spoilt = new Set<string>()

  constructor(topic: ResultTopic, reader: TopicReader, book: Book) {
    this.topic = topic
    this.reader = reader
    this.#book = book
    this.#said = new Said(reader, RESULTS[topic].read)
  }

  /** What it says of an order. */
  of(order: string): ReadonlySet<string> {
    return this.#said.update().byOrder.get(order) ?? new Set()
  }

  wrong({ soFar = false, tooFarToo = false }: Partial<JudgeOptions> = {}): Wrong[] {
    const passedOver = this.topic === 'shipped-orders' && !tooFarToo ? this.#book.tooFar : undefined
    const right = RESULTS[this.topic].right(this.#book)
    return wrongOrders(this.#said.update().byOrder, right, passedOver).filter(
      ({ order, kind }) => !this.#spoilt.has(order) && !(soFar && kind === 'missing'),
    )
  }

  /** @throws CheckFailed unless it says what it ought to */
  judge(options: JudgeOptions): void {
    const wrong = this.wrong(options)
    if (wrong.length === 0) return
    const { topic } = this
    const records = this.reader.records.length
    const finding = findingFor({ topic, records, wrong, shape: RESULTS[topic].shape })
    fail({ ...finding, hint: options.hint, final: isFinal(wrong) })
  }

  spoil(options: Partial<JudgeOptions> = {}): void {
    for (const { order } of this.wrong(options)) this.#spoilt.add(order)
  }

  /** @throws CheckFailed that says what an order ought to show and does not yet */
  unknown(order: string, wanted: string, where: string, hint: string): never {
    const { topic } = this
    if (this.reader.records.length === 0)
      fail({ ...findingFor({ topic, records: 0, wrong: [], shape: RESULTS[topic].shape }), hint })
    return fail({
      message: 'orders do not meet what a table holds',
      expected: `${wanted} in ${topic}, for orders of ${where}`,
      actual: `order ${order} gave ${[...this.of(order)].join(' and ') || 'nothing'}`,
      hint,
    })
  }
}
