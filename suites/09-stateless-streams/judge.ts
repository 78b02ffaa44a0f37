// What the five topics hold, beside what they ought to hold. Every record counts; one that is there twice, and says the same, is one.
import { type fail, money, parseObject, type StoredRecord, sameJson } from '#harness/exercise/words.ts'
import { belongs, HIGH_CENTS, type Order, type Output, regionTopic, totalCents } from './orders.ts'

type Finding = Exclude<Parameters<typeof fail>[0], string>

/** Topics that one check looks at together. */
export interface Place {
  topics: readonly Output[]
  hint: string
}

export interface Sent {
  orders: ReadonlyMap<string, Order>
  /** Orders of which nothing is asked any more: an earlier check has found that they are lost. */
  lost: ReadonlySet<string>
}

type Records = (topic: Output) => readonly StoredRecord[]

/** The worst that is wrong with a place, in words; undefined where all is well. */
export function findingOf({ topics, hint }: Place, records: Records, sent: Sent): Finding | undefined {
  const strange: string[] = []
  const wrong: string[] = []
  const misplaced: string[] = []
  const missing: string[] = []
  for (const topic of topics) {
    const seen = new Set<string>()
    for (const record of records(topic)) {
      const { key, value } = record
      const id = key?.toString()
      const order = id === undefined ? undefined : sent.orders.get(id)
      if (id === undefined || !order) strange.push(`${topic} has ${shown(value)} with the key ${shown(key)}`)
      else if (!isRight(topic, order, record))
        wrong.push(`${id} in ${topic}: ${shown(value)} instead of ${right(topic, order)}`)
      else if (!belongs(order, topic) && !explainedByTotal(topic, order, records))
        misplaced.push(`${id} is in ${topic}: ${about(topic, order)}`)
      if (id !== undefined) seen.add(id)
    }
    for (const [id, order] of sent.orders) {
      const due = belongs(order, topic) && !seen.has(id) && !sent.lost.has(id)
      if (due && !explainedByTotal(topic, order, records))
        missing.push(`${id} is not in ${topic}: ${about(topic, order)}`)
    }
  }
  const what = topics.includes('order-totals') ? 'totals' : 'orders'
  // What has been written stays: waiting mends no more than what is missing.
  if (strange.length > 0)
    return {
      message: `${strange.length} record(s) whose key is not the id of a valid order`,
      expected: 'key: the order_id as UTF-8 text; nothing comes of what is no valid order',
      actual: some(strange),
      final: true,
      hint: "The key of every output is the order's own id, whatever the key of the record was.",
    }
  if (wrong.length > 0)
    return {
      message: `${wrong.length} ${what} are not right`,
      expected:
        what === 'totals'
          ? 'the exact sum as text, with two decimals'
          : 'the object as it came, with all its members',
      actual: some(wrong),
      final: true,
      hint:
        what === 'totals'
          ? hint
          : 'What is passed on unchanged keeps what nobody has named, too: an object of your own class knows only its own members.',
    }
  if (misplaced.length > 0)
    return {
      message: `${misplaced.length} orders are where they do not belong`,
      expected: expectedOf(topics),
      actual: some(misplaced),
      final: true,
      hint,
    }
  if (missing.length > 0)
    return {
      message: `${missing.length} orders are not where they belong`,
      expected: expectedOf(topics),
      actual: some(missing),
      hint,
    }
  return undefined
}

/** Orders that have come out nowhere. */
export function nowhere(topics: readonly Output[], records: Records, { orders, lost }: Sent): string[] {
  const seen = new Set(topics.flatMap(topic => records(topic).map(({ key }) => key?.toString())))
  return [...orders.keys()].filter(id => !seen.has(id) && !lost.has(id))
}

/** Looked at again and again while more is waited for: each record is parsed once. */
const judged = new WeakMap<StoredRecord, boolean>()

function isRight(topic: Output, order: Order, record: StoredRecord): boolean {
  const known = judged.get(record)
  if (known !== undefined) return known
  const right =
    topic === 'order-totals'
      ? record.value?.toString() === money(totalCents(order))
      : sameJson(parseObject(record.value), parseObject(JSON.stringify(order)))
  judged.set(record, right)
  return right
}

/** High or not follows from the total: where that is wrong, which another check tells, the order may be where its own total puts it. */
function explainedByTotal(topic: Output, order: Order, records: Records): boolean {
  if (topic !== 'high-value-orders') return false
  const told = records('order-totals')
    .find(({ key }) => key?.toString() === order.order_id)
    ?.value?.toString()
  if (told === undefined || told === money(totalCents(order))) return false
  return Number(told) > 1000 !== totalCents(order) > HIGH_CENTS
}

function right(topic: Output, order: Order): string {
  return topic === 'order-totals' ? money(totalCents(order)) : 'what came'
}

function about(topic: Output, order: Order): string {
  if (topic === 'order-totals' || topic === 'high-value-orders')
    return `its total is ${money(totalCents(order))}`
  const region =
    order.region === undefined ? 'it has no region' : `its region is ${JSON.stringify(order.region)}`
  return `${region}, which means ${regionTopic(order)}`
}

function expectedOf(topics: readonly Output[]): string {
  if (topics.includes('order-totals')) return 'one total of every valid order'
  if (topics.includes('high-value-orders')) return 'exactly the orders whose total is more than 1000'
  return 'every valid order in exactly the one topic that its region names'
}

function some(list: readonly string[]): string {
  return list.slice(0, 4).join('; ')
}

function shown(bytes: Buffer | null): string {
  if (bytes === null) return 'nothing'
  const text = bytes.toString()
  return text.length > 120 ? `${text.slice(0, 120)}…` : text === '' ? 'no byte' : text
}
