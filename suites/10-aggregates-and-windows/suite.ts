// Exercise 10: totals, windows and sessions of a stream of payments, exact whatever comes late or during a crash.
import {
  CheckFailed,
  exercise,
  fail,
  partOf,
  type RunningStep,
  rowDifferences,
  someLines,
  type Tools,
} from '#harness/exercise/words.ts'
import { customerOf, Judge, toldRows } from './judging.ts'
import { asJson, type Payment } from './payments.ts'
import { type Story, storyOf } from './story.ts'
import { TABLES, type TableName } from './tables.ts'

const ALL = Object.keys(TABLES) as TableName[]
const HINTS: Record<TableName, string> = {
  'payment-counts':
    'All payments of a customer count, in whatever partition they are, and a record key says nothing about whose they are.',
  'customer-spending':
    'The sum is exact and has two decimals, whatever its size; binary fractions neither add up nor write themselves so.',
  'payments-per-5-minutes':
    "A window begins at a whole five minutes of UTC and its end is outside, by the payment's own `timestamp`; a payment that comes hours late still counts.",
  'payments-per-10-minutes':
    'Every payment is in each of the windows that hold its time, of which one begins every five minutes, and counts there however late it comes.',
  'payment-sessions':
    'A row is named by its first and its last payment: when that changes, there is a new row, and the old one has to end.',
}
const LATE_HINT =
  'What comes hours late still belongs to a session: it may lengthen one at either end, or close the gap between two, of which no row may stay.'
const CRASH_HINT =
  'State and position must outlive the process together, and everything must be written before its input counts as done.'

export default exercise(
  '10-aggregates-and-windows',
  'Aggregates and windows',
  { topics: ['payments', ...ALL], group: 'extended', seconds: 30 },
  check => {
    let story: Story
    const fed: Payment[] = []
    /** What the tables were found wrong for: a mistake that shows in several of them costs once. */
    const found = new Map<TableName, { misplaced: boolean }>()
    let app: RunningStep

    const send = async ({ random, feed }: Tools, payments: readonly Payment[]): Promise<void> => {
      fed.push(...payments)
      const records = payments.map(payment => ({
        key: random.chance(0.5) ? random.word() : null,
        value: asJson(random, payment),
      }))
      await partOf('topic-layout', () => feed('payments', records))
    }

    interface Judging {
      /** Whose rows are looked at. */
      of?: (customer: string) => boolean
      hint?: string
      /** The check that a wrong table is a part of, if it is. */
      partOf?: (wrong: { misplaced: boolean; empty: boolean }) => string | undefined
      /** The program has just been started again. */
      restarted?: boolean
    }

    /** The tables are as they ought to be, and stay so. */
    const exact = async (
      { observe, settled }: Tools,
      names: readonly TableName[],
      { of = () => true, hint, partOf = () => undefined, restarted = false }: Judging = {},
    ): Promise<void> => {
      const judges = names.map(name => ({ judge: new Judge(name, fed), reader: observe.reader(name) }))
      await settled(
        judges.map(({ reader }) => reader),
        () => {
          for (const { judge, reader } of judges) {
            const told = toldRows(judge.name, reader.records)
            const keys = judge.wrong(told, key => of(customerOf(key)))
            found.delete(judge.name)
            if (keys.length === 0) continue
            const misplaced = judge.misplaced(told, keys)
            found.set(judge.name, { misplaced })
            fail({
              message: `${keys.length} row(s) of ${judge.name} are wrong`,
              expected: `the latest value of each key is exact (${judge.right.size} rows)`,
              actual:
                reader.records.length === 0
                  ? `${judge.name} is empty`
                  : someLines(rowDifferences(told, judge.right, { keys })),
              final: judge.beyond(told, keys),
              hint: hint ?? HINTS[judge.name],
              partOf: partOf({ misplaced, empty: reader.records.length === 0 }),
            })
          }
        },
        { within: 75, whileRunning: app, reads: ['payments'], restarted },
      )
    }

    let begun: Promise<void> | undefined
    /** Before the program is started, so that one which overlooks what is there already is always found out. */
    const begin = (tools: Tools): Promise<void> => {
      begun ??= (async () => {
        story = storyOf(tools.random, Date.now())
        await send(tools, story.first)
        app = await tools.program('app').start()
      })()
      return begun
    }

    let continued: Promise<void> | undefined
    /** Only when rows of the first part have been seen is it sure that a row of a session has to end again. */
    const goOn = (tools: Tools): Promise<void> => {
      continued ??= (async () => {
        await begin(tools)
        // Where not even counts are right, waiting for sessions is in vain.
        if (!found.has('payment-counts'))
          await exact(tools, ['payment-sessions']).catch(error => {
            if (!(error instanceof CheckFailed)) throw error
          })
        await send(tools, story.second)
      })()
      return continued
    }

    const totals = 'totals-per-customer'
    /** Where payments are not counted in all partitions, for instance, windows are no mistake of their own. */
    const countsAreWrong = (): string | undefined => (found.has('payment-counts') ? totals : undefined)
    /** A table that is not written at all is to be done by itself. */
    const windowsAreWrong = ({ empty }: { empty: boolean }): string | undefined =>
      !empty && found.has('payments-per-5-minutes') ? 'tumbling' : undefined
    /** Times that are not the payments' own, or written in another way. */
    const timesAreWrong = ({ misplaced }: { misplaced: boolean }): string | undefined =>
      misplaced && found.get('payments-per-5-minutes')?.misplaced ? 'tumbling' : undefined

    // setup that fails, or creates a topic twice.
    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    // Topics that are forgotten (the brokers make them at their first use), or have other partitions or replicas.
    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'payments has 6 partitions, the five results 3 each, all with 2 replicas',
      async ({ laidOut }) => {
        await laidOut('payments', { partitions: 6, replicas: 2 })
        for (const topic of ALL) await laidOut(topic, { partitions: 3, replicas: 2 })
      },
    )

    // Counts by record key or partition; payments of before the start or late ones overlooked; sums in binary fractions or without decimals.
    check(
      totals,
      { points: 2, needs: ['setup-succeeds'] },
      'number and sum of the payments of each customer are exact, late ones included',
      async tools => {
        await begin(tools)
        await exact(tools, ['payment-counts', 'customer-spending'])
        await goOn(tools)
        await exact(tools, ['payment-counts', 'customer-spending'])
      },
    )

    // Windows by the record's time or the local one; other lengths; late payments dropped; keys written in another way.
    check(
      'tumbling',
      { points: 1, needs: ['setup-succeeds'], alike: [totals] },
      'payments in windows of five minutes are exact, late ones included',
      async tools => {
        await goOn(tools)
        await exact(tools, ['payments-per-5-minutes'], { partOf: countsAreWrong })
      },
    )

    // A payment counted in one window only; windows that begin every ten minutes or every one; a grace of their own that is too short.
    check(
      'hopping',
      { points: 2, needs: ['setup-succeeds'], alike: [totals, 'tumbling'] },
      'payments in windows of ten minutes, one every five, are exact, late ones included',
      async tools => {
        await goOn(tools)
        await exact(tools, ['payments-per-10-minutes'], {
          partOf: wrong => countsAreWrong() ?? windowsAreWrong(wrong),
        })
      },
    )

    // Another gap; rows of sessions that became longer stay; only the end of a session moves; sessions told when they are over.
    check(
      'sessions',
      { points: 1, needs: ['setup-succeeds'], alike: [totals, 'tumbling', 'hopping'] },
      'sessions are exact for payments roughly in order, also when further ones lengthen those that were told',
      async tools => {
        await goOn(tools)
        const others = new Set(fed.map(({ customer }) => customer).filter(id => !story.inOrder.has(id)))
        await exact(tools, ['payment-sessions'], {
          of: customer => !others.has(customer),
          partOf: wrong => countsAreWrong() ?? timesAreWrong(wrong),
        })
      },
    )

    // Late payments dropped, or begun a session of their own; two sessions that stay two, or one of them that stays.
    check(
      'session-merge',
      { points: 1, needs: ['sessions'], alike: [totals, 'tumbling', 'hopping'] },
      'late payments lengthen sessions and join two, and no row stays that is none any more',
      async tools => {
        await exact(tools, ['payment-sessions'], { hint: LATE_HINT, partOf: windowsAreWrong })
      },
    )

    // State in memory; state without its position, or the other way round; input done before its results are written.
    check(
      'survives-crash',
      { points: 1, needs: [totals, 'tumbling', 'hopping', 'sessions', 'session-merge'] },
      'after SIGKILL, payments during the outage, and a new start all five tables are exact again',
      async tools => {
        await send(tools, story.beforeCrash)
        await tools.crash(app, { reads: ['payments'] })
        await send(tools, story.whileDown)
        app = await tools.program('app').start()
        await exact(tools, ALL, { hint: CRASH_HINT, restarted: true })
        await tools.stop(app)
      },
    )
  },
)
