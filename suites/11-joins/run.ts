// What the checks of one grade share: the world that is fed, the application, the results so far; and how they feed and judge.
import { CheckFailed, partOf, type RunningStep, type Tools } from '#harness/exercise/words.ts'
import type { Order } from './maker.ts'
import { type Batch, marksFor } from './meetings.ts'
import { type JudgeOptions, Result, type Results, type ResultTopic } from './results.ts'
import { Seeking } from './seeking.ts'
import { type Sought, World } from './world.ts'

/** The tables are none of what is to be committed: who knows a table whole on every instance, as a GlobalKTable, commits nothing of it. */
export const STREAMS = ['orders', 'shipments']
export const TABLES = ['customers', 'exchange-rates']

/** Seconds: so long is waited for each round of orders to show what a table holds; less where all is committed and nothing comes. */
const ROUNDS = [1, 3, 10, 20, 20, 20]

export class Run {
  readonly world: World
  readonly results: Results
  app: RunningStep

  private constructor(world: World, results: Results, app: RunningStep) {
    this.world = world
    this.results = results
    this.app = app
  }

  /** The tables are there before the application starts for the first time: everyone can know them from the start. */
  static async begin({ observe, random, existing, feed, program }: Tools): Promise<Run> {
    const world = await partOf('topic-layout', async () => {
      const count = async (topic: string): Promise<number> => (await existing(topic)).partitions.length
      const [orders, shipments, customers] = [
        await count('orders'),
        await count('shipments'),
        await count('customers'),
      ]
      const made = new World(random, { orders, shipments, customers })
      const rows = made.tablesAtFirst()
      await feed('customers', rows.customers, { by: 'key' })
      await feed('exchange-rates', rows.rates, { by: 'key' })
      return made
    })
    const result = (topic: ResultTopic): Result => new Result(topic, observe.reader(topic), world.book)
    const results = {
      'shipped-orders': result('shipped-orders'),
      'enriched-orders': result('enriched-orders'),
      'orders-in-eur': result('orders-in-eur'),
    }
    return new Run(world, results, await program('app').start())
  }

  async send({ feed }: Tools, batch: Partial<Batch>): Promise<void> {
    const { orders, shipments } = this.world.records(batch)
    await partOf('topic-layout', async () => {
      await feed('orders', orders, { by: 'key' })
      await feed('shipments', shipments, { by: 'key' })
    })
  }

  /** Behind the batch come pairs as marks, so that all of it has been processed when these have been joined. */
  async meet(tools: Tools, { orders, shipments }: Batch): Promise<Order[]> {
    const marks = marksFor(this.world.make, { orders, shipments }, this.world.placeOf)
    await this.send(tools, {
      orders: [...orders, ...marks.orders],
      shipments: [...shipments, ...marks.shipments],
    })
    return marks.orders
  }

  /** The results are as they ought to be, once all has come. */
  async exact({ settled }: Tools, topics: readonly ResultTopic[], options: JudgeOptions): Promise<void> {
    const judged = topics.map(topic => this.results[topic])
    const readers = judged.map(({ reader }) => reader)
    const judge = (): void => {
      for (const result of judged) result.judge(options)
    }
    try {
      await settled(readers, judge, { within: 75, whileRunning: this.app, reads: STREAMS })
    } catch (error) {
      for (const result of judged) result.spoil(options)
      throw error
    }
  }

  /** Where the application stops at what was sent, another check tells of it: marks behind show whether it goes on. */
  async exactUnlessStopped(tools: Tools, topic: ResultTopic, marks: Order[], hint: string): Promise<void> {
    const goesOn = (): boolean =>
      this.app.running && marks.every(({ order_id }) => this.results[topic].of(order_id).size > 0)
    await this.exact(tools, [topic], { hint }).catch(error => {
      if (!(error instanceof CheckFailed) || error.finding.final || goesOn()) throw error
    })
  }

  /** Orders are sent to every partition until each shows the latest value of each key: from then on it is known. */
  async known(tools: Tools, sought: Sought[], hint: string): Promise<void> {
    const seeking = new Seeking(this.world, this.results, sought)
    for (const [round, within] of ROUNDS.entries()) {
      await this.send(tools, { orders: seeking.probe() })
      const lastOne = round === ROUNDS.length - 1
      if (await this.#shown(tools, seeking, { hint, within, lastOne })) break
    }
    for (const each of sought) this.world.seen(each)
  }

  async #shown(
    { settled }: Tools,
    seeking: Seeking,
    { hint, within, lastOne }: { hint: string; within: number; lastOne: boolean },
  ): Promise<boolean> {
    const readers = seeking.results.map(({ reader }) => reader)
    try {
      await settled(readers, () => seeking.judge(hint), { within, whileRunning: this.app, reads: STREAMS })
      return true
    } catch (error) {
      if (error instanceof CheckFailed && !error.finding.final && this.app.running && !lastOne) return false
      for (const result of seeking.results) result.spoil()
      throw error
    }
  }
}
