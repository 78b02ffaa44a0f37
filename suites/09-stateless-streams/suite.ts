// Exercise 9: every order goes exactly where it belongs, and nothing about it is remembered.
import {
  CheckFailed,
  exercise,
  fail,
  type Message,
  partOf,
  type RunningStep,
  type Tools,
  writtenJson,
} from '#harness/exercise/words.ts'
import { brokenOrders } from './broken-orders.ts'
import { findingOf, nowhere, type Place } from './judge.ts'
import { type Order, OUTPUTS, REGION_TOPICS } from './orders.ts'
import { Orders } from './random-orders.ts'

export default exercise(
  '09-stateless-streams',
  'Stateless streams: map, filter, branch',
  { topics: ['orders', ...OUTPUTS], group: 'extended', seconds: 16 },
  check => {
    const sent = { orders: new Map<string, Order>(), lost: new Set<string>() }
    /** Those whose own check has passed: the checks that follow look at these again, and at no others. */
    const sound: Place[] = []
    /** What the last check of a place failed for, and whether nothing more can be judged after it. */
    let trouble: { check: string; error: unknown; ends: boolean } | undefined
    let make: Orders
    let app: RunningStep

    const send = async ({ feed, random }: Tools, orders: Order[], among: Message[] = []): Promise<void> => {
      for (const order of orders) sent.orders.set(order.order_id, order)
      const records = orders.map(order => ({ key: order.order_id, value: writtenJson(random, order) }))
      const all = random.shuffle([...among, ...records])
      await partOf('topic-layout', () => feed('orders', all, { by: 'key' }))
    }

    const inPlace = async ({ observe, settled }: Tools, places: readonly Place[]): Promise<void> => {
      await settled(
        OUTPUTS.map(topic => observe.reader(topic)),
        () => {
          for (const place of places) {
            const finding = findingOf(place, topic => observe.reader(topic).records, sent)
            if (finding) fail(finding)
          }
        },
        { within: 75, whileRunning: app, reads: ['orders'] },
      )
    }

    /** Where an earlier check has failed for what makes this one impossible, it is told there. */
    const canBeJudged = async (also = true): Promise<void> => {
      if (trouble && (trouble.ends || !also))
        await partOf(trouble.check, () => Promise.reject(trouble?.error))
    }

    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'orders has 6 partitions, the five results 3 each, all with 2 replicas',
      async ({ laidOut }) => {
        await laidOut('orders', { partitions: 6, replicas: 2 })
        for (const topic of OUTPUTS) await laidOut(topic, { partitions: 3, replicas: 2 })
      },
    )

    /** One of the three things that the application does with an order, by itself. */
    const placeCheck = (
      id: string,
      alike: string[],
      title: string,
      place: Place,
      orders: (tools: Tools) => Promise<Order[]>,
    ): void => {
      check(id, { points: 2, needs: ['setup-succeeds'], alike }, title, async tools => {
        await canBeJudged()
        try {
          await send(tools, await orders(tools))
          await inPlace(tools, [place])
          sound.push(place)
        } catch (error) {
          const lost = nowhere(OUTPUTS, topic => tools.observe.reader(topic).records, sent)
          const root = error instanceof CheckFailed ? error.finding.partOf : undefined
          trouble = { check: root ?? id, error, ends: !app?.running || lost.length > 0 }
          throw error
        }
      })
    }

    // Sums in binary fractions that are written as they are, cents that are cut off, whole numbers too small for the largest order, one decimal
    // or none, an exponent, items that are taken for the same, nothing written where the sum is 0. No order is near the limit, none without region.
    placeCheck(
      'totals',
      [],
      "every order's total is exact",
      {
        topics: ['order-totals'],
        hint: 'Quantity times price over all items, as text with exactly two decimals. Binary fractions do not add up exactly: look for a decimal type, or count whole cents.',
      },
      async ({ program, random }) => {
        make = new Orders(random)
        app = await program('app').start()
        return [...make.plain(40), ...make.treacherousTotals()]
      },
    )

    // The limit itself taken for high, totals compared in binary fractions or as text or without their cents; orders rewritten with named members only.
    placeCheck(
      'high-value',
      ['totals'],
      'high-value-orders has exactly the orders above 1000, unchanged',
      {
        topics: ['high-value-orders'],
        hint: '1000.00 is not more than 1000, and 1000.01 is. Is the exact total compared, or one in binary fractions, where 1000.00 may be a little more?',
      },
      async () => make.nearTheLimit(),
    )

    // Regions compared without their case or trimmed or by their beginning, no region taken for a broken order or for the end of the application,
    // ways that do not exclude each other, a region found by searching the text.
    placeCheck(
      'regions',
      ['totals', 'high-value'],
      'every order is in exactly the one topic that its region names, unchanged',
      {
        topics: REGION_TOPICS,
        hint: 'Exactly US, exactly EU, and everything else: other texts, null, and no region at all. What happens when a method of a missing region is called?',
      },
      async () => make.everyRegion(),
    )

    // Positions committed before the results are written (the crash comes at the commit, before anybody has looked), a start at the end of the topic.
    check(
      'nothing-lost',
      { points: 1, needs: ['setup-succeeds'], alike: ['totals', 'high-value', 'regions'] },
      'after a crash and a new start every order is everywhere it belongs',
      async tools => {
        await canBeJudged(sound.length > 0)
        try {
          await send(tools, make.plain(150))
          await tools.crash(app, { reads: ['orders'] })
          await send(tools, make.onEveryPartition(6))
          app = await tools.program('app').start()
          await inPlace(tools, sound)
        } catch (error) {
          for (const id of sent.orders.keys()) sent.lost.add(id)
          throw error
        }
      },
    )

    // An exception that ends it, one skip too many (the valid orders that came along), too few (what is half valid). Last, as what has been
    // stopped by a broken value cannot be judged any further.
    check(
      'broken-orders',
      { points: 1, needs: ['setup-succeeds'], alike: ['totals', 'high-value', 'regions', 'nothing-lost'] },
      'broken values change nothing and stop nothing',
      async tools => {
        await canBeJudged(sound.length > 0)
        if (!app.running) app = await tools.program('app').start()
        await send(tools, make.onEveryPartition(6), brokenOrders(tools.random))
        // Behind the broken ones on every partition: when these have come, those have been read.
        await send(tools, make.onEveryPartition(6))
        await inPlace(tools, sound)
        await tools.stop(app)
      },
    )
  },
)
