// Exercise 12: each window gives one result, when it is final, and what comes too late for it is kept apart.
import { CheckFailed, exercise, fail, partOf, type RunningStep, type Tools } from '#harness/exercise/words.ts'
import { allShown, earlyWindows, givenBy, wrongForGood } from './outcome.ts'
import type { Reading } from './readings.ts'
import { PARTITIONS, Story } from './story.ts'
import { afterCrash, type Outcome, type Verdicts, verdicts } from './verdicts.ts'
import { committed, readAll, shown } from './waiting.ts'
import { Windows } from './windows.ts'

const TOPICS = ['readings', 'sensor-maxima', 'late-readings']

export default exercise(
  '12-late-data',
  'Windows that close, and data that comes late',
  { topics: TOPICS, group: 'extended', seconds: 18 },
  check => {
    const windows = new Windows()
    const fed: Reading[] = []
    let story: Story
    /** What was there before the application: its internal topics are none of these. */
    let others = new Set<string>()
    let app: RunningStep
    let before: Verdicts | undefined
    /** Why there is nothing to look at, if so. */
    let trouble: unknown

    const maxima = ({ observe }: Tools): Outcome['maxima'] => observe.reader('sensor-maxima').records
    const late = ({ observe }: Tools): Outcome['late'] => observe.reader('late-readings').records

    const send = async ({ existing, feed }: Tools, readings: readonly Reading[]): Promise<void> => {
      const { partitions } = await partOf('topic-layout', () => existing('readings'))
      // Each partition has a stream time of its own: with other partitions it is another story.
      if (partitions.length !== PARTITIONS)
        fail({ message: 'readings has not its 3 partitions', partOf: 'topic-layout' })
      fed.push(...readings)
      windows.add(readings)
      const records = readings.map(({ sensor, value, recordTime }) => ({
        key: sensor,
        value,
        timestamp: recordTime,
      }))
      await feed('readings', records, { by: 'key' })
    }

    /** Sends further readings until all that is due has been given; false where it has not. */
    const allGiven = (tools: Tools): Promise<boolean> =>
      shown(
        tools,
        { app, others },
        {
          further: () => send(tools, story.further('survives-crash')),
          complete: () => allShown(givenBy(maxima(tools)), late(tools), windows),
          hopeless: () => wrongForGood(givenBy(maxima(tools)), late(tools), windows),
        },
      )

    /** All that comes before the crash is one story, of which each check looks at its own part. */
    const run = async (tools: Tools): Promise<void> => {
      story = new Story(tools.random, Date.now())
      others = new Set([...(await tools.observe.topicNames()), ...TOPICS])
      app = await tools.program('app').start()
      await send(tools, story.beginning())
      await committed(tools, { app, others })
      const given = givenBy(maxima(tools))
      const early = earlyWindows(given, windows).map(window => ({
        window,
        ended: window.end <= windows.streamTime(window.partition),
        value: given.get(window.key)?.join(', then ') ?? '',
      }))
      await send(tools, story.middle())
      const waited = !(await allGiven(tools))
      before = verdicts({ fed, windows, maxima: maxima(tools), late: late(tools), early, waited })
    }

    const judge = (id: keyof Verdicts): void => {
      if (!before) {
        if (trouble instanceof CheckFailed)
          fail({ ...trouble.finding, partOf: trouble.finding.partOf ?? 'nothing-early' })
        throw trouble
      }
      const finding = before[id]
      if (finding) fail(finding)
    }

    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'readings, sensor-maxima and late-readings have 3 partitions with 2 replicas each',
      async ({ laidOut }) => {
        for (const topic of TOPICS) await laidOut(topic, { partitions: 3, replicas: 2 })
      },
    )

    // For windows that tell every change: without suppress, or with a time limit in the place of their end.
    check(
      'nothing-early',
      { points: 1, needs: ['setup-succeeds'] },
      'windows that are not closed have given nothing',
      async tools => {
        await run(tools).catch(error => {
          trouble = error
          throw error
        })
        judge('nothing-early')
      },
    )

    // For another result than the highest (as text, from 0 on, the last), other windows, keys or values, one stream time for all partitions
    // or one for each sensor, results twice.
    check(
      'final-results',
      { points: 2, needs: ['setup-succeeds'], after: ['nothing-early'] },
      'every closed window has given exactly one record, and it is right',
      async () => judge('final-results'),
    )

    // For no grace, one that is too short, and lateness by the age of a reading.
    check(
      'within-grace',
      { points: 1, needs: ['setup-succeeds'], after: ['nothing-early'] },
      'readings that come late, but before their window is closed, count',
      async () => judge('within-grace'),
    )

    // For too much grace, late readings that are dropped, changed or keyed otherwise, and for more than the late ones.
    check(
      'late-readings',
      { points: 2, needs: ['setup-succeeds'], after: ['nothing-early'] },
      'exactly the late readings are in late-readings, and they have changed no maximum',
      async () => judge('late-readings'),
    )

    // For the record's timestamp in the place of the reading's.
    check(
      'own-time',
      { points: 1, needs: ['setup-succeeds'], after: ['nothing-early'] },
      'records whose own timestamps say something else change nothing of this',
      async () => judge('own-time'),
    )

    // For state that is lost with the process, a position ahead of it, and input of the outage that is skipped.
    check(
      'survives-crash',
      { points: 1, needs: ['setup-succeeds'], after: ['nothing-early'] },
      'windows that were open at a crash are closed rightly after it',
      async tools => {
        // What gives no right results has none that could survive.
        const unsound = before?.['final-results']
        if (unsound) fail({ ...unsound, partOf: 'final-results' })
        judge('final-results')
        await send(tools, story.beforeCrash())
        await tools.crash(app, { reads: ['readings'] })
        await readAll(tools)
        const atCrash = maxima(tools).length
        await send(tools, story.whileDown())
        app = await tools.program('app').start()
        const waited = !(await allGiven(tools))
        const finding = afterCrash({ windows, maxima: maxima(tools), waited }, atCrash)
        if (finding) fail(finding)
        await tools.stop(app)
      },
    )
  },
)
