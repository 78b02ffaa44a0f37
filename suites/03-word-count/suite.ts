// Exercise 3: a word count that adds up, keyed so that one word has one place, and that survives a crash.
import { exercise, fail, partOf, type RunningStep, type Tools } from '#harness/exercise/words.ts'
import { beyond, countWords, differences, latestCounts } from './counts.ts'
import { GUIDE, knownSentences, randomSentences } from './sentences.ts'

export default exercise(
  '03-word-count',
  'Build your first Streams application',
  { seconds: 8, topics: ['text-input', 'word-counts'] },
  check => {
    const sentences: string[] = []
    let app: RunningStep

    /** Without record keys, as the guide's console producer sends, or with keys that say nothing about the words. */
    const send = async ({ random, feed }: Tools, batch: string[], withKeys: boolean): Promise<void> => {
      sentences.push(...batch)
      const key = (): string | null => (withKeys && random.chance(0.7) ? random.word() : null)
      const records = batch.map(value => ({ key: key(), value }))
      await partOf('topic-layout', () => feed('text-input', records))
    }

    const addsUp = async ({ observe, settled }: Tools, within: number, hint: string): Promise<void> => {
      const output = observe.reader('word-counts')
      const right = countWords(sentences)
      observe.right('word-counts', right)
      await settled(
        output,
        () => {
          const { counts, unreadable } = latestCounts(output.records)
          const wrong = differences(counts, right)
          if (unreadable === undefined && wrong.length === 0) return
          fail({
            message: unreadable ?? `${wrong.length} wrong counts; ${right.size} different words were fed`,
            expected: unreadable
              ? 'key: the word; value: a decimal string or an 8-byte big-endian long'
              : `the latest value of each word adds up over all ${sentences.length} sentences so far`,
            actual:
              unreadable ??
              (output.records.length === 0 ? 'word-counts is empty' : wrong.slice(0, 6).join(', ')),
            // Counts only rise, and every word is known: neither a count too high nor another word is ever put right.
            final: unreadable !== undefined || beyond(counts, right),
            hint: unreadable
              ? 'The serializers of the output decide what a record holds: the bare word, and its count as text or as a long.'
              : hint,
          })
        },
        { within, whileRunning: app, reads: ['text-input'] },
      )
    }

    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'text-input and word-counts have 3 partitions with 2 replicas each',
      async ({ laidOut }) => {
        await laidOut('text-input', { partitions: 3, replicas: 2 })
        await laidOut('word-counts', { partitions: 3, replicas: 2 })
      },
    )

    check(
      'guide-sentences',
      { points: 2, needs: ['setup-succeeds'] },
      "the guide's four sentences give the guide's eight counts",
      async tools => {
        const { program } = tools
        app = await program('app').start()
        await send(tools, GUIDE, false)
        await addsUp(
          tools,
          75,
          'Does it read text-input from the beginning, and write to word-counts with the word as key?',
        )
      },
    )

    check(
      'random-sentences',
      { points: 2, needs: ['guide-sentences'] },
      'random sentences over all partitions and keys add up exactly',
      async tools => {
        const { random } = tools
        await send(tools, randomSentences(random), true)
        await addsUp(
          tools,
          75,
          'Words are counted over all input, whatever the record key and partition; several blanks between two words are one gap.',
        )
      },
    )

    check(
      'one-partition-per-word',
      { points: 1, needs: ['guide-sentences'] },
      'all counts of one word are in one partition',
      async ({ observe }) => {
        const homes = Map.groupBy(observe.reader('word-counts').records, ({ key }) => key?.toString() ?? '')
        const spread = [...homes].filter(
          ([, records]) => new Set(records.map(({ partition }) => partition)).size > 1,
        )
        const [first] = spread
        if (!first) return
        fail({
          message: `the counts of ${spread.length} words are spread over partitions`,
          expected: 'one word, one partition',
          actual: `${JSON.stringify(first[0])} is in partitions ${[...new Set(first[1].map(({ partition }) => partition))].sort().join(', ')}`,
          hint: 'The partition follows from the key when the record has one and nobody chooses the partition by hand.',
        })
      },
    )

    check(
      'survives-crash',
      { points: 3, needs: ['random-sentences'] },
      'after SIGKILL and a new start, counts go on from where they were',
      async tools => {
        const { program, random, crash, stop } = tools
        await crash(app, { reads: ['text-input'] })
        await send(tools, knownSentences(random), true)
        app = await program('app').start()
        await addsUp(
          tools,
          75,
          'State and position must outlive the process: counts kept in memory alone start again from nothing, and input read again from the beginning counts twice.',
        )
        await stop(app)
      },
    )
  },
)
