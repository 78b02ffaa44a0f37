import { expect, test } from 'vitest'
import { partitionOf, Random } from '#harness/exercise/words.ts'
import { Known } from './known.ts'
import { World } from './world.ts'

const NOW = Date.parse('2026-11-27T10:00:00Z')
const HOUR = 3_600_000
const worldOf = (seed: number): World =>
  new World(new Random(String(seed)), { orders: 6, shipments: 6, customers: 3 }, NOW)

test('of each kind of customer one lies in every partition; a name alone and a tier alone change', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const { customers } = worldOf(seed)
    const kinds = ['steady', 'changing', 'late', 'never'] as const
    const places = kinds.map(kind => new Set(customers[kind].map(id => partitionOf(id, 3))).size)
    expect(places).toEqual([3, 3, 3, 3])
    const changes = customers.changing.map(id => {
      const [before, after] = customers.values.get(id) ?? []
      return `${before?.name !== after?.name} ${before?.tier !== after?.tier}`
    })
    expect(new Set(changes)).toEqual(new Set(['true true', 'true false', 'false true']))
  }
})

test("the tables' records have rising times, before the first order's, and only what changes comes later", () => {
  for (let seed = 0; seed < 1000; seed++) {
    const world = worldOf(seed)
    const [first, later] = [world.tablesAtFirst(), world.changes()]
    for (const table of ['customers', 'rates'] as const) {
      const times = [...first[table], ...later[table]].map(({ timestamp }) => timestamp)
      expect(times.every((at, index) => index === 0 || at > (times[index - 1] ?? at))).toBe(true)
      expect(Math.max(...times)).toBeLessThan(world.make.setting.span.from - HOUR)
    }
    const keys = (rows: { key: string }[]) => rows.map(({ key }) => key).sort()
    expect(keys(first.rates)).toContain('EUR')
    expect(keys(later.customers)).toEqual([...world.customers.changing, ...world.customers.late].sort())
    expect(keys(first.customers)).not.toEqual(expect.arrayContaining(world.customers.late))
  }
})

test('an order meets what the table may hold: nothing or all that was sent, until the latest value has been seen', () => {
  const known = new Known<string>()
  expect(known.possible('a')).toEqual([undefined])
  known.send('a', '1')
  expect(known.possible('a')).toEqual([undefined, '1'])
  known.seen('a')
  expect(known.possible('a')).toEqual(['1'])
  known.send('a', '2')
  expect(known.possible('a')).toEqual(['1', '2'])
  known.seen('a')
  expect(known.possible('a')).toEqual(['2'])
  expect(known.latest('a')).toBe('2')
})

test('an order finds its shipment within a day, whichever is sent first; the others are too far', () => {
  const { book, make } = worldOf(1)
  const order = make.order({ at: make.momentFor([23 * HOUR, 25 * HOUR]) })
  const [near, far] = [23, 25].map(hours => make.shipment(order.order_id, order.at + hours * HOUR))
  if (!near || !far) throw new Error('two were made')
  book.shipment(far)
  book.order(order)
  expect(book.shipped.get(order.order_id)).toEqual([undefined])
  book.shipment(near)
  const text = ({ order_id, carrier }: typeof near) => JSON.stringify({ order_id, carrier })
  expect(book.shipped.get(order.order_id)).toEqual([text(near)])
  expect(book.tooFar.get(order.order_id)).toEqual([text(far)])
})

test('an order of an unknown customer or currency gives nothing, a known one what was sent', () => {
  const world = worldOf(2)
  world.tablesAtFirst()
  const { customers, rates, book } = world
  const steady = customers.steady[0] ?? ''
  for (const key of customers.steady) book.customers.seen(key)
  for (const key of rates.steady) book.rates.seen(key)
  const known = world.make.order({ customer_id: steady, currency: 'EUR', cents: 1250n })
  const strange = world.make.order({ customer_id: customers.never[0] ?? '', currency: rates.never[0] ?? '' })
  world.records({ orders: [known, strange] })
  const customer = customers.values.get(steady)?.[0]
  expect(book.enriched.get(known.order_id)).toEqual([
    JSON.stringify({ order_id: known.order_id, customer_id: steady, ...customer }),
  ])
  expect(book.inEur.get(known.order_id)).toEqual(['12.50'])
  expect(book.enriched.get(strange.order_id)).toEqual([undefined])
  expect(book.inEur.get(strange.order_id)).toEqual([undefined])
})

test('what is fed says what was meant, with more members and in any order', () => {
  const world = worldOf(3)
  const orders = world.orders(world.customers.steady, ['EUR'])
  for (const [index, { key, value }] of world.records({ orders }).orders.entries()) {
    const order = orders[index]
    const { order_id, customer_id, amount, currency, timestamp } = JSON.parse(value)
    expect({ key, order_id, customer_id, currency }).toEqual({
      key: order?.order_id,
      order_id: order?.order_id,
      customer_id: order?.customer_id,
      currency: 'EUR',
    })
    expect(Math.round(amount * 100)).toBe(Number(order?.cents))
    expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(Date.parse(timestamp)).toBe(order?.at)
  }
  // In every partition.
  expect(new Set(orders.map(({ order_id }) => partitionOf(order_id, 6))).size).toBe(6)
})
