// Exercise 11: a stream joined with a stream within a window, and with two tables that do not lie where it does.
import { exercise, type Tools } from '#harness/exercise/words.ts'
import type { Cast } from './cast.ts'
import { compacted } from './compacted.ts'
import { farMeetings, nearMeetings, pairsOf, together } from './meetings.ts'
import { treacherous } from './rates.ts'
import { RESULT_TOPICS, type ResultTopic } from './results.ts'
import { Run, STREAMS, TABLES } from './run.ts'

const TABLE_HINT =
  'Records meet where they lie in the same partition under the same key: what is the key of an order, what is that of the table, and who else could know the whole table?'
const AS_PROCESSED_HINT =
  'An order meets the table as it is when the order comes: it is looked up once, not kept waiting, and not joined again when the table changes.'
const OF_TABLES: ResultTopic[] = ['enriched-orders', 'orders-in-eur']

export default exercise(
  '11-joins',
  'Join streams and tables',
  { topics: [...STREAMS, ...TABLES, ...RESULT_TOPICS], group: 'extended', seconds: 34 },
  check => {
    let begun: Run | undefined
    const running = async (tools: Tools): Promise<Run> => {
      begun ??= await Run.begin(tools)
      return begun
    }

    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'orders and shipments have 6 partitions, customers and the results 3, exchange-rates 1, all with 2 replicas; the two tables are compacted',
      async ({ laidOut, observe }) => {
        for (const topic of STREAMS) await laidOut(topic, { partitions: 6, replicas: 2 })
        for (const topic of ['customers', ...RESULT_TOPICS])
          await laidOut(topic, { partitions: 3, replicas: 2 })
        await laidOut('exchange-rates', { partitions: 1, replicas: 2 })
        for (const topic of TABLES) await compacted(observe, topic)
      },
    )

    // For joins that know one order of arrival or one direction in time, windows that are too narrow, one shipment kept of several; and,
    // at the end, for orders that are only shipped when their customer is known.
    check(
      'shipped-orders',
      { points: 2, needs: ['setup-succeeds'] },
      'every order and its shipment within 24 hours have found each other, whichever comes first',
      async tools => {
        const run = await running(tools)
        const { make, customers } = run.world
        const hint =
          'An order waits for its shipment and a shipment for its order, up to 24 hours of their own time, before or after; and both have to lie in the same partition.'
        const { first, last } = together([nearMeetings(make), farMeetings(make)])
        for (const batch of [first, last]) {
          await run.meet(tools, batch)
          await run.exact(tools, ['shipped-orders'], { hint })
        }
        const marks = await run.meet(tools, pairsOf(make, [...customers.never, ...customers.late]))
        const customerHint = 'Who the customer is does not matter here.'
        await run.exactUnlessStopped(tools, 'shipped-orders', marks, customerHint)
      },
    )

    // For joins without a window, with one that is too wide, or by the records' times: those pairs have been sent with the others.
    check(
      'join-window',
      { points: 1, needs: ['shipped-orders'] },
      'orders and shipments more than 24 hours apart give nothing',
      async tools => {
        const { results } = await running(tools)
        const result = results['shipped-orders']
        const hint = 'Time is what stands in `timestamp`, of both: how far apart are these two by it?'
        const judge = () => result.judge({ hint, tooFarToo: true })
        await tools.settled(result.reader, judge, { reads: STREAMS })
      },
    )

    // For joins within a partition, records for customers that nobody knows, and, at the end, orders held back by their currency.
    check(
      'enriched-orders',
      { points: 2, needs: ['setup-succeeds'], alike: ['shipped-orders'] },
      'every order of a known customer is enriched, wherever the two lie',
      async tools => {
        const run = await running(tools)
        const { world } = run
        const { customers, rates } = world
        const there = [...customers.steady, ...customers.changing]
        await run.known(tools, world.sought('customers', there), TABLE_HINT)
        const orders = world.orders([...there, ...customers.late, ...customers.never], rates.steady)
        await run.send(tools, { orders: [...orders, ...world.marks()] })
        const hint = 'An order of a known customer gives one record, any other one none.'
        await run.exact(tools, ['enriched-orders'], { hint })
        const [strange, marks] = [world.orders(there, [...rates.late, ...rates.never]), world.marks()]
        await run.send(tools, { orders: [...strange, ...marks] })
        const currencyHint = 'What the currency is does not matter here.'
        await run.exactUnlessStopped(tools, 'enriched-orders', marks, currencyHint)
      },
    )

    // For binary fractions, rounded rates, other ways of writing; records in currencies that nobody knows; orders held back by their customer.
    check(
      'orders-in-eur',
      { points: 1, needs: ['setup-succeeds'], alike: ['shipped-orders', 'enriched-orders'] },
      'every amount in a known currency is given in EUR, exactly',
      async tools => {
        const run = await running(tools)
        const { world } = run
        const { customers, rates } = world
        const there = [...rates.steady, ...rates.changing]
        await run.known(tools, world.sought('exchange-rates', there), TABLE_HINT)
        const edges = treacherous(rates.values).filter(({ currency }) => there.includes(currency))
        const orders = [
          ...edges.map(edge => world.make.order(edge)),
          ...world.orders(
            [...customers.steady, ...customers.never],
            [...there, ...rates.late, ...rates.never],
          ),
        ]
        await run.send(tools, { orders: [...orders, ...world.marks()] })
        const hint =
          'Decimals from the JSON on, and always two places; a currency without a rate gives nothing, and the customer does not matter here.'
        await run.exact(tools, ['orders-in-eur'], { hint })
      },
    )

    // For tables joined with tables, so that a change joins earlier orders again; orders kept until their customer comes; tables read once.
    check(
      'later-changes',
      { points: 1, needs: ['enriched-orders', 'orders-in-eur'] },
      'a customer or a rate that changes, or comes late, changes later orders only',
      async tools => {
        const run = await running(tools)
        const { world } = run
        const who = [...world.customers.changing, ...world.customers.late]
        const what = [...world.rates.changing, ...world.rates.late]
        await run.send(tools, { orders: [...world.orders(who, what), ...world.marks()] })
        await run.exact(tools, OF_TABLES, { hint: AS_PROCESSED_HINT })
        const rows = world.changes()
        await tools.feed('customers', rows.customers, { by: 'key' })
        await tools.feed('exchange-rates', rows.rates, { by: 'key' })
        const sought = [...world.sought('customers', who), ...world.sought('exchange-rates', what)]
        await run.known(tools, sought, AS_PROCESSED_HINT)
        await run.send(tools, { orders: [...world.orders(who, what), ...world.marks()] })
        await run.exact(tools, OF_TABLES, { hint: AS_PROCESSED_HINT })
      },
    )

    // For what waits in memory only, tables that are forgotten, positions that are committed before the result is written.
    check(
      'survives-crash',
      { points: 1, needs: ['shipped-orders', ...OF_TABLES, 'later-changes'] },
      'after SIGKILL and a new start orders still find their shipments, their customers and their rates',
      async tools => {
        const run = await running(tools)
        const { world } = run
        const all = <V>({ steady, changing, late, never }: Cast<V>) => [
          ...steady,
          ...changing,
          ...late,
          ...never,
        ]
        const orders = () => world.orders(all(world.customers), all(world.rates))
        const { first, last } = nearMeetings(world.make)
        // Nobody looks at these before the crash: who commits before writing loses some.
        await run.send(tools, { ...first, orders: [...first.orders, ...orders()] })
        await tools.crash(run.app, { reads: STREAMS })
        await run.send(tools, { ...last, orders: [...last.orders, ...orders()] })
        run.app = await tools.program('app').start()
        const hint =
          'What waits for its partner, and what is known of the tables, must outlive the process; and nothing counts as read before its result is written.'
        await run.exact(tools, RESULT_TOPICS, { hint })
        await tools.stop(run.app)
      },
    )
  },
)
