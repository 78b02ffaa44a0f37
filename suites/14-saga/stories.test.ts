import { expect, test } from 'vitest'
import { partitionOf, Random } from '#harness/exercise/words.ts'
import {
  type Ending,
  interleaved,
  Orders,
  PARTITIONS,
  type SagaEvent,
  TREACHEROUS_AMOUNTS,
  toJson,
} from './events.ts'
import { Saga } from './owed.ts'
import { early, old, repeated, Stream, withAllAmounts } from './stories.ts'

const ENDINGS: Ending[] = ['completed', 'unpaid', 'compensated']
const byOrder = (events: readonly SagaEvent[]): Map<string, SagaEvent[]> =>
  Map.groupBy(events, event => event.order_id)
const partitions = (events: readonly SagaEvent[]): number =>
  new Set(events.map(({ order_id }) => partitionOf(order_id, PARTITIONS))).size
const owed = (events: readonly SagaEvent[]): number => {
  const saga = new Saga()
  for (const event of events) saga.add(event)
  return saga.owed().length
}

function seeds(body: (random: Random, orders: Orders, ending: Ending) => void, count = 1000): void {
  for (let seed = 0; seed < count; seed++) {
    const random = new Random(String(seed))
    body(random, new Orders(random), ENDINGS[seed % ENDINGS.length] ?? 'completed')
  }
}

test('whatever the seed: all treacherous amounts, every partition, each order in its order', {
  timeout: 60_000,
}, () => {
  seeds((random, orders) => {
    const stories = withAllAmounts(orders, 'compensated')
    const events = interleaved(random, stories)
    const amounts = events.flatMap(({ amount }) => amount ?? [])
    expect(amounts).toEqual(expect.arrayContaining([...TREACHEROUS_AMOUNTS]))
    for (const amount of amounts) {
      expect(amount).toBeGreaterThan(0)
      expect(amount).toBeLessThanOrEqual(1_000_000)
      expect(JSON.stringify(amount)).toMatch(/^\d+(\.\d{1,2})?$/)
    }
    expect(partitions(events)).toBe(PARTITIONS)
    expect(byOrder(events).size).toBe(stories.length)
    for (const [order, own] of byOrder(events)) {
      expect(own.map(({ type }) => type)).toEqual(['ORDER_CREATED', 'PAYMENT_COMPLETED', 'SHIPMENT_FAILED'])
      expect(own.every(event => event.order_id === order)).toBe(true)
    }
  })
})

test('whatever the seed: every event comes again with the same id and with another one, at once, later, and after the end', () => {
  seeds((random, orders, ending) => {
    const stories = repeated(orders, random, ending)
    const last =
      ending === 'unpaid'
        ? 'PAYMENT_FAILED'
        : ending === 'completed'
          ? 'SHIPMENT_COMPLETED'
          : 'SHIPMENT_FAILED'
    const ways = new Set<string>()
    for (const story of stories) {
      for (const [index, event] of story.entries()) {
        const first = story.findIndex(({ type }) => type === event.type)
        if (first === index) continue
        const same = story[first]?.event_id === event.event_id ? 'same' : 'anew'
        const when =
          story.findIndex(({ type }) => type === last) < index && event.type !== last
            ? 'after the end'
            : index === first + 1
              ? 'at once'
              : 'later'
        ways.add(`${event.type} ${same} ${when}`)
        if (event.order_id !== story[first]?.order_id || event.amount !== story[first]?.amount)
          throw new Error(`it says something else: ${JSON.stringify(event)}`)
      }
      // Each comes for the first time when its turn is.
      const types = new Set(story.map(({ type }) => type))
      expect(owed([...new Map(story.map(event => [event.type, event])).values()])).toBe(owed(story))
      expect([...types][0]).toBe('ORDER_CREATED')
    }
    expect([...ways]).toEqual(
      expect.arrayContaining([
        'ORDER_CREATED same at once',
        'ORDER_CREATED anew at once',
        'ORDER_CREATED anew after the end',
        'ORDER_CREATED same after the end',
        `${last} same at once`,
        `${last} anew at once`,
        `${last} anew later`,
      ]),
    )
    expect(partitions(stories.flat())).toBe(PARTITIONS)
    const told = old(orders.story('completed'), random)
    expect(new Set(told.map(({ type }) => type)).size).toBe(3)
  })
}, 60_000)

test('whatever the seed: every order in which events can come, and something waits before its turn comes', () => {
  seeds((random, orders, ending) => {
    const all = early(orders, random, ending, { twice: true })
    expect(all).toHaveLength(ending === 'unpaid' ? 2 : 10)
    const sequences = new Set(
      all.map(({ first, next }) => [...new Set([...first, ...next].map(({ type }) => type))].join()),
    )
    expect(sequences.size).toBe(ending === 'unpaid' ? 1 : 5)
    for (const { first, next } of all) {
      expect(first.length).toBeGreaterThan(0)
      // What comes then releases more than it is owed itself.
      const released = owed([...first, ...next.slice(0, 1)]) - owed(first)
      expect(released).toBeGreaterThan(1)
    }
    expect(early(orders, random, ending, { twice: false })).toHaveLength(ending === 'unpaid' ? 1 : 5)
  })
}, 60_000)

test('whatever the seed: a stream has orders at every step, contradicts nothing, and comes to its end', () => {
  seeds((random, orders) => {
    const stream = new Stream(orders, random, { endings: ENDINGS, early: true })
    const before = stream.next(100)
    const halfway = new Set([...byOrder(before).values()].map(own => own.map(({ type }) => type).join()))
    expect(halfway.size).toBeGreaterThan(4)
    const events = [...before, ...stream.rest()]
    expect(stream.rest()).toEqual([])
    for (const own of byOrder(events).values()) {
      const types = own
        .map(({ type }) => type)
        .sort()
        .join()
      expect([
        'ORDER_CREATED,PAYMENT_COMPLETED,SHIPMENT_COMPLETED',
        'ORDER_CREATED,PAYMENT_FAILED',
        'ORDER_CREATED,PAYMENT_COMPLETED,SHIPMENT_FAILED',
      ]).toContain(types)
    }
    expect(partitions(before)).toBe(PARTITIONS)
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(events.length)
  }, 200)
}, 60_000)

test('whatever the seed: without early ones every event of a stream comes in its turn', () => {
  seeds((random, orders) => {
    const stream = new Stream(orders, random, { endings: ENDINGS, early: false })
    const others = orders.probes()
    const all = [...stream.next(50), ...stream.amid(others, 50), ...stream.rest()]
    expect(all).toEqual(expect.arrayContaining(others))
    for (const own of byOrder(all).values())
      expect(own.map(({ type }) => type.split('_')[0])).toEqual(
        ['ORDER', 'PAYMENT', 'SHIPMENT'].slice(0, own.length),
      )
  }, 200)
}, 60_000)

test('probes begin an order in every partition', { timeout: 60_000 }, () => {
  seeds((_, orders) => {
    const probes = orders.probes()
    expect(probes.map(({ type }) => type)).toEqual(['ORDER_CREATED', 'ORDER_CREATED', 'ORDER_CREATED'])
    expect(partitions(probes)).toBe(PARTITIONS)
  })
})

test('an event as JSON is one line that says all of it', () => {
  seeds((random, orders) => {
    for (const event of orders.story('completed')) {
      const json = toJson(event, random)
      expect(json).not.toContain('\n')
      expect(JSON.parse(json)).toMatchObject(event)
    }
  }, 200)
})
