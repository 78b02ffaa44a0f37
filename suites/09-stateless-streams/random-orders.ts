// Random orders, and those that every grade has whatever its seed: each is there for a mistake that it shows.
import { partitionOf, type Random } from '#harness/exercise/words.ts'
import { aboveInBinary, WAYS } from './binary-sums.ts'
import { HIGH_CENTS, type Item, type Order, totalCents } from './orders.ts'

/** Makes orders of one grade; no two have an id in common. */
export class Orders {
  readonly #random: Random
  readonly #ids = new Set<string>()

  constructor(random: Random) {
    this.#random = random
  }

  /** Plain ones: far from the limit, their region a text. */
  plain(count: number): Order[] {
    return this.#random.times(count, () => this.#far())
  }

  /** Some of them on each of the partitions that the default partitioner deals them out to. */
  onEveryPartition(partitions: number): Order[] {
    const orders: Order[] = []
    const least = (): number => {
      const counts = this.#random.times(partitions, () => 0)
      for (const { order_id } of orders)
        counts[partitionOf(order_id, partitions)] = (counts[partitionOf(order_id, partitions)] ?? 0) + 1
      return Math.min(...counts)
    }
    while (least() < 2) orders.push(this.#far())
    return orders
  }

  /** Prices that go wrong where a total is cut, rounded, or counted in too small a number; the same thing twice; nothing at all. */
  treacherousTotals(): Order[] {
    const random = this.#random
    const twice = this.#item({ quantity: random.int(1, 5), unit_price: random.int(100, 900) / 100 })
    const goods = [
      // 0.29 * 100 is 28.999999999999996, 1.15 * 100 is 114.99999999999999.
      [{ quantity: 1, unit_price: 0.29 }],
      [{ quantity: 1, unit_price: 1.15 }],
      [{ quantity: 3, unit_price: 19.99 }],
      [
        { quantity: 1, unit_price: 0.1 },
        { quantity: 1, unit_price: 0.2 },
      ],
      // 12.50, 12.00, 0.07, 0.00: two decimals always.
      [{ quantity: 5, unit_price: 2.5 }],
      [{ quantity: 2, unit_price: 6 }],
      [{ quantity: 1, unit_price: 0.07 }],
      [{ quantity: random.int(1, 9), unit_price: 0 }],
      // The largest that can be, as 2.0E9 in Java, and beyond 32 bits in cents; and one that a float cannot hold.
      random.times(20, () => ({ quantity: 100, unit_price: 1_000_000 })),
      [{ quantity: 1, unit_price: 999_999.99 }],
    ]
    return [...goods.map(each => this.#of(each)), this.#withItems([twice, twice])]
  }

  /** Around the limit: 1000.00 itself, one cent on either side, and what looks like more in binary fractions. */
  nearTheLimit(): Order[] {
    const random = this.#random
    const single = [1000, 1000.01, 999.99, 1000.49, 1000.5, 1000.99, 999.5].map(unit_price => [
      { quantity: 1, unit_price },
    ])
    const goods = [
      ...single,
      [{ quantity: 4, unit_price: 250 }],
      [
        { quantity: 100, unit_price: 10 },
        { quantity: 1, unit_price: 0.01 },
      ],
      // Compared as texts, "99.99" and "9.00" come behind "1000", and "10000.00" does not.
      [{ quantity: 1, unit_price: 99.99 }],
      [{ quantity: 1, unit_price: 9 }],
      [{ quantity: 10, unit_price: 1000 }],
      ...[...WAYS, ...WAYS].map(way => aboveInBinary(random, way)),
    ]
    return random.shuffle(goods.map((each, index) => this.#of(each, { extra: index % 2 === 0 })))
  }

  /** Exactly US, exactly EU, and whatever looks like these; no region at all. */
  everyRegion(): Order[] {
    const random = this.#random
    const texts = [
      'US',
      'US',
      'EU',
      'EU',
      'us',
      'eu',
      'Us',
      'USA',
      'EUR',
      'AUS',
      ' US',
      'EU ',
      '',
      'null',
      'other',
      'ÊU',
    ]
    const orders = [...texts, random.word(), null, null].map((region, index) => {
      return { ...this.#far({ extra: index % 2 === 0 }), region }
    })
    const without = random.times(2, () => {
      const { region, ...order } = this.#far({ extra: true })
      return order
    })
    // Another region stands elsewhere in the object, before its own or behind it: members come in any order.
    const decoys = random.times(10, index => {
      const [region, other] = index % 2 === 0 ? ['US', 'EU'] : ['EU', 'US']
      return {
        ...this.#far(),
        region,
        shipping: { region: other },
        billing: [{ region: other }],
        before: { region: other },
      }
    })
    return random.shuffle<Order>([...orders, ...without, ...decoys])
  }

  #far({ extra = this.#random.chance(0.5) } = {}): Order {
    const random = this.#random
    for (;;) {
      const most = random.chance(0.1) ? 20 : 4
      const dearest = random.chance(0.4) ? 90_000 : 4_000
      const order = this.#of(
        random.times(random.int(1, most), () => ({
          quantity: random.chance(0.8) ? random.int(1, 5) : random.int(1, 100),
          unit_price:
            random.pick([
              random.int(0, dearest),
              random.int(0, dearest / 10) * 10,
              random.int(0, dearest / 100) * 100,
            ]) / 100,
        })),
        { extra },
      )
      const distance = totalCents(order) - HIGH_CENTS
      if (distance > 1000n || distance < -1000n) return order
    }
  }

  #of(
    goods: readonly Pick<Item, 'quantity' | 'unit_price'>[],
    { extra = this.#random.chance(0.5) } = {},
  ): Order {
    return this.#withItems(
      goods.map(each => this.#item(each, extra)),
      extra,
    )
  }

  #item(goods: Pick<Item, 'quantity' | 'unit_price'>, extra = false): Item {
    const more = extra && this.#random.chance(0.5) ? { discount: 0.5, price: 7, tags: ['x', null] } : {}
    return { sku: this.#random.word(1, 8), ...goods, ...more }
  }

  #withItems(items: Item[], extra = this.#random.chance(0.5)): Order {
    const random = this.#random
    const region = random.pick(['US', 'US', 'EU', 'EU', 'APAC', 'LATAM', 'CA'])
    const order = { order_id: this.#id(), customer_id: `c-${random.int(1, 99)}`, region, items }
    return extra ? { ...order, ...this.#extras() } : order
  }

  /** Members that nobody named. Some look like those that are wanted. */
  #extras(): Record<string, unknown> {
    const random = this.#random
    const all = {
      total: random.int(1, 9) * 400.5,
      note: `Größe "${random.word()}" \\ 50 € ✓`,
      coupon: null,
      gift: random.chance(0.5),
      weights: [1.25, random.int(1, 999_999) / 1_000_000, -3],
      reference: 123_456_789_012_345,
      address: { city: 'Łódź', lines: [random.word(), ''], geo: { lat: 51.7592485, lon: -19.4559833 } },
      meta: {},
    }
    const { note, address } = all
    return { note, address, ...Object.fromEntries(random.sample(Object.entries(all), 3)) }
  }

  #id(): string {
    const random = this.#random
    for (;;) {
      const id = `${random.pick(['o', 'o', 'O', 'ö', 'order 7', 'ord"'])}-${random.int(1, 99_999)}`
      if (this.#ids.has(id)) continue
      this.#ids.add(id)
      return id
    }
  }
}
