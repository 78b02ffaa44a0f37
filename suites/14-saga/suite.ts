// Exercise 14: an orchestrator that leads orders through payment and shipment, and owes each of them every command and outcome once.
import {
  CheckFailed,
  exercise,
  fail,
  partOf,
  type RunningStep,
  type Tools,
  type TopicReader,
} from '#harness/exercise/words.ts'
import { type Ending, EVENTS, interleaved, Orders, PARTITIONS, type SagaEvent, toJson } from './events.ts'
import { findingOf, type Sent } from './judge.ts'
import { OUTPUTS, Saga } from './owed.ts'
import { early, old, repeated, Stream, withAllAmounts } from './stories.ts'
import { isTorn, positionsIn } from './torn.ts'

/** Seconds for an answer where nothing was killed: a commit interval of 30 s, a start, and something for a busy machine. */
const WITHIN = 75
/** After a kill a default program is away for up to 90 s, and an open transaction hides all that comes for 70. */
const WITHIN_AFTER_KILL = 100
const KILLS = 3
const TORN_HINT =
  'Three things belong together: what has been read, what is remembered of it, and what was sent for it. A kill may come between any two of them.'

/** How long is waited for what is owed. */
type Wait = { within: number; restarted?: boolean }

export default exercise(
  '14-saga',
  'Lead orders through a saga',
  { topics: [EVENTS, ...OUTPUTS], group: 'extended', seconds: 110 },
  check => {
    const saga = new Saga()
    const fed: SagaEvent[] = []
    /** What earlier checks have found to be right; later ones build on that alone, so that one mistake fails one check. */
    const sound = { endings: ['completed'] as Ending[], repeats: false, early: false }
    /** Orders of checks that failed. */
    const spoilt = new Set<string>()
    let made: Orders | undefined
    let app: RunningStep

    const ordersOf = ({ random }: Tools): Orders => (made ??= new Orders(random))
    const readersOf = ({ observe }: Tools): TopicReader[] => OUTPUTS.map(topic => observe.reader(topic))
    const sentOf = ({ observe }: Tools): Sent =>
      new Map(OUTPUTS.map(topic => [topic, observe.reader(topic).records]))

    const send = async ({ feed, random }: Tools, events: readonly SagaEvent[]): Promise<void> => {
      // Owed from here on: what it answers is never too early.
      for (const event of events) saga.add(event)
      fed.push(...events)
      const records = events.map(event => ({ key: event.order_id, value: toJson(event, random) }))
      await partOf('topic-layout', () => feed(EVENTS, records, { by: 'key' }))
    }

    /** Every command and every outcome that is owed by now is there, once, and nothing else. */
    const exact = async (tools: Tools, hint?: string, wait: Wait = { within: WITHIN }): Promise<void> => {
      await tools.settled(
        readersOf(tools),
        () => {
          const finding = findingOf(sentOf(tools), saga.owed(), spoilt)
          if (finding) fail({ ...finding, hint: hint ?? finding.hint })
        },
        { ...wait, whileRunning: app, reads: [EVENTS] },
      )
    }

    /** Orders that a failed check has fed anything of, be it once more, are no matter of later ones. */
    const spoiling =
      (body: (tools: Tools) => Promise<void>) =>
      async (tools: Tools): Promise<void> => {
        const begin = fed.length
        await body(tools).catch((error: unknown) => {
          if (error instanceof CheckFailed) for (const { order_id } of fed.slice(begin)) spoilt.add(order_id)
          throw error
        })
      }

    // For a setup that does its work and ends with an error, or was written for a cluster that is elsewhere.
    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    // For topics that are forgotten (and come to be at their first use, with one partition), or laid out as by default.
    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'saga-events and the four outputs have 3 partitions with 2 replicas each',
      async ({ laidOut }) => {
        for (const topic of [EVENTS, ...OUTPUTS])
          await laidOut(topic, { partitions: PARTITIONS, replicas: 2 })
      },
    )

    // For commands that are sent before their event, that are missing, or carry an amount that went through a float or an int.
    check(
      'happy-path',
      { points: 2, needs: ['setup-succeeds'] },
      'payment, shipping, COMPLETED, each after what it answers',
      async tools => {
        app = await tools.program('app').start()
        const stories = withAllAmounts(ordersOf(tools), 'completed')
        for (const step of [0, 1, 2]) {
          await send(tools, tools.random.shuffle(stories.flatMap(story => story.slice(step, step + 1))))
          await exact(tools)
        }
      },
    )

    // For an outcome that is forgotten, for shipping all the same, and for a refund of what was never paid.
    check(
      'payment-fails',
      { points: 1, needs: ['happy-path'] },
      'PAYMENT_FAILED: CANCELLED, no shipping, no refund',
      spoiling(async tools => {
        await send(tools, interleaved(tools.random, withAllAmounts(ordersOf(tools), 'unpaid')))
        await exact(tools, 'An order that was not paid is cancelled: nothing to ship, nothing to give back.')
        sound.endings.push('unpaid')
      }),
    )

    // For a refund without amount, of another one's amount, for one of the two that is forgotten.
    check(
      'compensation',
      { points: 1, needs: ['happy-path'], alike: ['payment-fails'] },
      "SHIPMENT_FAILED: a refund of the order's amount, and CANCELLED",
      spoiling(async tools => {
        await send(tools, interleaved(tools.random, withAllAmounts(ordersOf(tools), 'compensated')))
        await exact(
          tools,
          'What is given back is what was paid: SHIPMENT_FAILED does not say it, ORDER_CREATED has.',
        )
        sound.endings.push('compensated')
      }),
    )

    // For no memory of what has been sent, for one that knows event ids or the latest event only, and for one that ends with the order.
    check(
      'repeated-events',
      { points: 1, needs: ['happy-path'] },
      'events that come again give no command and no outcome twice',
      spoiling(async tools => {
        const { random } = tools
        const orders = ordersOf(tools)
        const before = fed.filter(({ order_id }) => !spoilt.has(order_id))
        const stories = sound.endings.flatMap(ending => repeated(orders, random, ending))
        const all = [...stories, random.sample(old(before, random), 40)]
        await send(tools, [...interleaved(random, all), ...orders.probes()])
        await exact(
          tools,
          'The same event may be told again, also with another event_id, and also long after its order has ended.',
        )
        sound.repeats = true
      }),
    )

    // For early events that are dropped, answered at once, or kept in a place that holds only one.
    check(
      'early-events',
      { points: 1, needs: ['happy-path'] },
      'an event before its turn has its effect once its turn has come',
      spoiling(async tools => {
        const { random } = tools
        const orders = ordersOf(tools)
        const twice = sound.repeats
        const stories = sound.endings.flatMap(ending => early(orders, random, ending, { twice }))
        const part = (which: 'first' | 'next'): SagaEvent[] =>
          interleaved(
            random,
            stories.map(story => story[which]),
          )
        await send(tools, [...part('first'), ...orders.probes()])
        await exact(tools, 'An event before its turn waits: what would answer it is not due yet.')
        await send(tools, [...part('next'), ...orders.probes()])
        await exact(
          tools,
          'Once its turn has come, an event that has waited has its effect as if it had just come.',
        )
        sound.early = true
      }),
    )

    // For whatever happens in two steps between which a kill can come: output and position, output and memory, memory and position.
    check(
      'exactly-once',
      { points: 2, needs: ['repeated-events'], limit: 600 },
      `killed at any moment and started again, ${KILLS} times, while events flow: everything is there, nothing twice`,
      async tools => {
        const { random, program, crashAtAnyMoment, stop } = tools
        const orders = ordersOf(tools)
        const readers = readersOf(tools)
        const stream = new Stream(orders, random, sound)
        /** In one kill a transaction is to be open, in the others position and output are not to go together, if that can be. */
        const amid = random.int(1, KILLS)
        for (let kill = 1; kill <= KILLS; kill++) {
          const begin = fed.length
          const again = (): SagaEvent[] => random.sample(old(fed.slice(begin), random), 15)
          await crashAtAnyMoment(app, {
            writes: readers,
            // A few at a time, so that what is sent by a timer is cut at many places; now and then many at once.
            flow: () => send(tools, stream.next(random.chance(0.15) ? 25 : random.int(1, 6))),
            torn: async () =>
              (kill === amid && readers.some(({ hidesSome }) => hidesSome)) ||
              isTorn(fed, await positionsIn(tools, EVENTS), sentOf(tools)),
          })
          await send(tools, stream.amid(again(), 40))
          app = await program('app').start()
          for (let portion = 0; portion < 10; portion++) await send(tools, stream.next(3))
          const rest = kill === KILLS ? stream.rest() : []
          await send(tools, [...again(), ...rest, ...orders.probes()])
          await exact(tools, TORN_HINT, { within: WITHIN_AFTER_KILL, restarted: true })
        }
        await stop(app)
      },
    )
  },
)
