// Finds out whether a table has become known: by orders in every partition, sent again until each shows the table's latest value.
import type { Order } from './maker.ts'
import type { Result, Results } from './results.ts'
import type { Sought, World } from './world.ts'

export class Seeking {
  readonly results: Result[]
  readonly #world: World
  readonly #all: Results
  #open: { sought: Sought; probes: Order[] }[]

  constructor(world: World, all: Results, sought: readonly Sought[]) {
    this.#world = world
    this.#all = all
    this.#open = sought.map(each => ({ sought: each, probes: [] }))
    this.results = [...new Set(sought.map(each => this.#resultOf(each)))]
  }

  /** An order more for all that has not shown yet. */
  probe(): Order[] {
    return this.#open.map(({ sought, probes }) => {
      const probe = this.#world.probe(sought)
      probes.push(probe)
      return probe
    })
  }

  /** @throws CheckFailed unless all has shown that is to, and nothing that cannot be */
  judge(hint: string): void {
    this.#open = this.#open.filter(({ sought, probes }) => {
      const result = this.#resultOf(sought)
      return !probes.some(probe => result.of(probe.order_id).has(this.#world.shownBy(sought, probe)))
    })
    for (const result of this.results) result.judge({ hint, soFar: true })
    const [first] = this.#open
    const probe = first?.probes.at(-1)
    if (!first || !probe) return
    const where = `${first.sought.key} in partition ${first.sought.partition} of orders`
    const wanted = this.#world.shownBy(first.sought, probe)
    this.#resultOf(first.sought).unknown(probe.order_id, wanted, where, hint)
  }

  #resultOf({ table }: Sought): Result {
    return this.#all[table === 'customers' ? 'enriched-orders' : 'orders-in-eur']
  }
}
