// Exercise 6: three tables kept up to date by event time, exact whatever comes late, broken, or during a crash.
import {
  CheckFailed,
  exercise,
  fail,
  partOf,
  type RunningStep,
  rowDifferences,
  type StoredRecord,
  someLines,
  type Tools,
  wrongKeys,
} from '#harness/exercise/words.ts'
import {
  badEvents,
  edgeEvents,
  GUIDE_EVENTS,
  latestOfAll,
  quietHours,
  randomEvents,
  randomSpan,
  treacherousPurchases,
} from './events.ts'
import {
  type ActivityEvent,
  beyond,
  explains,
  latestTable,
  Model,
  type Table,
  withoutOffset,
} from './tables.ts'

const HOUR = 3_600_000
const OFFSET_HINT =
  'Some timestamps end with an offset, such as +05:45: the minute and the hour are those of UTC, not those that stand in the text.'
const TEXT_HINT = 'Keys and values are text: an eight-byte number, as Serdes.Long() writes it, is not.'

export default exercise(
  '06-real-time-analytics',
  'Real-time analytics dashboard',
  { seconds: 14, topics: ['user-activity', 'active-users-per-minute', 'revenue-per-hour', 'popular-pages'] },
  check => {
    const fed: ActivityEvent[] = []
    const model = new Model()
    /** What comes of it when minutes and hours are cut from the text, whatever its offset. */
    const misread = new Model()
    /** A check has failed for that already. */
    let offsetsIgnored = false
    const tables: {
      topic: string
      right: () => Table
      /** The table where offsets are ignored; nowhere else than where time is in the key. */
      cut?: () => Table
      /** Rows that an earlier check found wrong: one mistake fails one check. */
      spoilt: Set<string>
      hint: string
    }[] = [
      {
        topic: 'active-users-per-minute',
        right: () => model.activeUsers,
        cut: () => misread.activeUsers,
        spoilt: new Set(),
        hint: "Different users of one UTC minute, by the event's own `timestamp`: a user who comes back within it counts once.",
      },
      {
        topic: 'revenue-per-hour',
        right: () => model.revenue,
        cut: () => misread.revenue,
        spoilt: new Set(),
        hint: "Amounts of purchases only, by the UTC hour of the event's own `timestamp`, as a decimal with two places; binary fractions do not add up exactly.",
      },
      {
        topic: 'popular-pages',
        right: () => model.popularPages,
        spoilt: new Set(),
        hint: 'Page views only, by page, over all time.',
      },
    ]
    let chosen: ReturnType<typeof randomSpan> | undefined
    /** The hours of most events. */
    const span = ({ random }: Tools): ReturnType<typeof randomSpan> => {
      chosen ??= randomSpan(random)
      return chosen
    }
    let app: RunningStep

    const send = async ({ random, feed }: Tools, events: readonly ActivityEvent[]): Promise<void> => {
      fed.push(...events)
      for (const event of events) {
        model.add(event)
        misread.add({ ...event, timestamp: withoutOffset(event.timestamp) })
      }
      const records = events.map(event => ({
        key: random.chance(0.5) ? random.word() : null,
        value: JSON.stringify(event),
      }))
      await partOf('topic-layout', () => feed('user-activity', records))
    }

    const exact = async ({ observe, settled }: Tools, which: string[], hint?: string): Promise<void> => {
      const judged = tables.filter(({ topic }) => which.includes(topic))
      for (const { topic, right } of judged) observe.right(topic, right())
      const read = ({ topic }: (typeof tables)[number]): StoredRecord[] => observe.reader(topic).records
      const newlyWrong = (table: (typeof tables)[number]): string[] =>
        wrongKeys(latestTable(read(table)), table.right()).filter(key => !table.spoilt.has(key))
      await settled(
        judged.map(({ topic }) => observe.reader(topic)),
        () => {
          for (const judging of judged) {
            const { topic, right, cut, hint: ownHint } = judging
            const rows = latestTable(read(judging))
            const keys = newlyWrong(judging)
            const wrong = rowDifferences(rows, right(), { keys })
            if (wrong.length === 0) continue
            const byOffset = cut !== undefined && explains(cut(), rows, right(), keys)
            fail({
              message: `${wrong.length} row(s) of ${topic} are wrong`,
              expected: `the latest value of each key is exact (${right().size} rows)`,
              actual: read(judging).length === 0 ? `${topic} is empty` : someLines(wrong),
              // What is counted only rises, and all its keys are known: what is beyond them is never put right.
              final: beyond(rows, right(), keys),
              hint: byOffset
                ? OFFSET_HINT
                : wrong.some(row => row.includes('seen bytes 0x'))
                  ? TEXT_HINT
                  : (hint ?? ownHint),
              partOf: byOffset && offsetsIgnored ? 'active-users' : undefined,
            })
          }
        },
        { within: 75, whileRunning: app, reads: ['user-activity'] },
      ).catch(error => {
        for (const each of judged) for (const key of newlyWrong(each)) each.spoilt.add(key)
        offsetsIgnored ||= error instanceof CheckFailed && error.finding.hint === OFFSET_HINT
        throw error
      })
    }
    const all = tables.map(({ topic }) => topic)

    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'user-activity has 6 partitions, the three results 3 each, all with 2 replicas',
      async ({ laidOut }) => {
        await laidOut('user-activity', { partitions: 6, replicas: 2 })
        for (const topic of all) await laidOut(topic, { partitions: 3, replicas: 2 })
      },
    )

    check(
      'guide-events',
      { points: 1, needs: ['setup-succeeds'] },
      "the guide's four events give the right three tables",
      async tools => {
        const { program } = tools
        app = await program('app').start()
        await send(tools, GUIDE_EVENTS)
        await exact(tools, all)
      },
    )

    let sent: Promise<void> | undefined
    const someHours = (tools: Tools): Promise<void> => {
      const { random } = tools
      sent ??= send(tools, [
        ...treacherousPurchases(random, quietHours(span(tools))),
        ...edgeEvents(random, span(tools)),
        ...randomEvents(random, random.int(180, 260), span(tools)),
      ])
      return sent
    }

    const table = (id: string, topic: string, title: string): void => {
      check(id, { points: 1, needs: ['guide-events'] }, title, async tools => {
        await someHours(tools)
        await exact(tools, [topic])
      })
    }
    table(
      'active-users',
      'active-users-per-minute',
      'active users per minute are exact for random events over several hours',
    )
    table('revenue', 'revenue-per-hour', 'revenue per hour is exact for random events over several hours')
    table('popular-pages', 'popular-pages', 'page views are exact for random events over several hours')

    const healthy = ['active-users', 'revenue', 'popular-pages']

    check(
      'late-events',
      { points: 1, needs: healthy },
      'events that come hours late change the right windows',
      async tools => {
        const { random } = tools
        const { to } = span(tools)
        const late = randomEvents(random, random.int(20, 40), { from: to - 22 * HOUR, to: to - 2 * HOUR })
        // Some are almost as late as can be, and one is just so late, in every run.
        const latest = randomEvents(random, 6, { from: to - 23 * HOUR, to: to - 22 * HOUR })
        await send(tools, random.shuffle([...late, ...latest, latestOfAll(random, fed)]))
        await exact(
          tools,
          all,
          'An event may come up to 24 hours after later ones, and still counts in the minute and hour of its own timestamp.',
        )
      },
    )

    check(
      'survives-crash',
      { points: 2, needs: healthy },
      'after SIGKILL, events during the outage, and a new start the tables are exact again',
      async tools => {
        const { program, random, crash } = tools
        const { to } = span(tools)
        await crash(app, { reads: ['user-activity'] })
        await send(tools, randomEvents(random, random.int(30, 60), { from: to - HOUR, to: to + HOUR }))
        app = await program('app').start()
        await exact(
          tools,
          all,
          'State and position must outlive the process, and what was counted before the crash must not be counted again.',
        )
      },
    )

    // Last, as an application that a bad event stopped cannot be judged any further.
    check(
      'bad-events',
      { points: 1, needs: healthy },
      'broken events change nothing and do not stop the application',
      async tools => {
        const { program, random, feed, stop } = tools
        const { to } = span(tools)
        // Hours of their own, so that state that did not survive the crash is no matter here.
        const later = { from: to + 3 * HOUR, to: to + 4 * HOUR }
        if (!app.running) app = await program('app').start()
        const bad = badEvents(random, later.to - 10 * 60_000)
        await feed(
          'user-activity',
          bad.map(value => ({ key: random.chance(0.5) ? random.word() : null, value })),
        )
        // Good ones behind the bad ones on every partition: when they have been counted, the bad ones have been read.
        await send(tools, randomEvents(random, 36, later))
        await exact(
          tools,
          all,
          'What is no valid event is skipped altogether: not JSON, no object, a field missing, null or of another type, a record without a value.',
        )
        await stop(app)
      },
    )
  },
)
