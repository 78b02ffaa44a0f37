// Exercise 2: a producer that loses nothing and doubles nothing while the leader of a partition is killed under it.
import {
  describeTopic,
  eventually,
  exercise,
  exitedCleanly,
  fail,
  give,
  PatienceClock,
  patient,
  printed,
  type RunningStep,
  type Tools,
  type TopicReader,
} from '#harness/exercise/words.ts'
import { awkwardLines, LONGEST_LINE, longLine, plainLines, shown, strangers, tally } from './lines.ts'

export default exercise(
  '02-fault-tolerance',
  'Survive a broker failure',
  { seconds: 9, topics: ['fault-test'] },
  check => {
    const topic = 'fault-test'
    const sent: string[] = []
    let produce: RunningStep
    let endOfInput = 0

    /** Lines trickle in, as from a person: at most ten a second. */
    const trickle = async ({ pace }: Tools, lines: string[]): Promise<void> => {
      for (const line of lines) {
        sent.push(line)
        await give(produce, `${line}\n`)
        await pace(100)
      }
    }

    /** What is there instead of the missing lines. */
    const instead = (stored: TopicReader): string => {
      const odd = strangers(
        sent,
        stored.records.map(({ value }) => value),
      )
      return odd.length === 0
        ? ''
        : `; there are records that were never fed: ${odd.slice(0, 3).map(shown).join(', ')}`
    }

    const arrived = async ({ observe }: Tools, lines: string[], hint: string): Promise<void> => {
      const stored = observe.reader(topic)
      await eventually(
        async () => {
          await stored.poll()
          const { missing } = tally(
            lines,
            stored.records.map(({ value }) => value),
          )
          if (missing.length === 0) return
          fail({
            message: `${missing.length} of ${lines.length} lines did not arrive in ${topic}`,
            expected: 'each line is a record before the end of the input',
            actual: `${stored.records.length} records in all; missing: ${missing.slice(0, 3).map(shown).join(', ')}${instead(stored)}`,
            hint,
          })
        },
        { within: 40, stall: 20, whileRunning: produce, progress: () => String(stored.records.length) },
      )
    }

    /** The leader of the partition that the last line went to, once that is stored. */
    const leaderOfLast = async ({ observe, existing }: Tools): Promise<number | undefined> => {
      const stored = observe.reader(topic)
      const last = Buffer.from(sent.at(-1) ?? '')
      const clock = new PatienceClock()
      while (clock.spent() < 2000) {
        await stored.poll()
        const record = stored.records.findLast(({ value }) => value?.equals(last))
        if (!record) continue
        const { partitions } = await existing(topic)
        return partitions.find(({ partition }) => partition === record.partition)?.leader
      }
      return undefined
    }

    /**
     * Broker 2 or 3, if it can be the leader of the partition that the producer writes to just now: many stay with one until a
     * batch is full, and would not notice the loss of another.
     */
    const brokerThatHurts = async (tools: Tools): Promise<Tools['lab']['brokers'][number]> => {
      const { lab, random, existing } = tools
      const candidates = [lab.brokers[1], lab.brokers[2]]
      const { partitions } = await existing(topic)
      const leaders = candidates.filter(({ id }) => partitions.some(({ leader }) => leader === id))
      for (let attempt = 0; attempt < 5 && leaders.length > 0; attempt++) {
        // More than a batch of the usual size.
        const switching = attempt > 0 ? [longLine(random, random.int(17_000, 20_000))] : []
        await trickle(tools, [...switching, ...plainLines(random, 1, 'so far')])
        const leader = await leaderOfLast(tools)
        if (leader === undefined) break
        const found = leaders.find(({ id }) => id === leader)
        if (found) return found
      }
      return random.pick(leaders.length > 0 ? leaders : candidates)
    }

    /** A line that it could not take ended it: all brokers are up. */
    const endedAtALine = (): never => {
      const { end } = produce
      return fail({
        message: `produce exited by itself (exit code ${end?.exitCode ?? 'unknown'}) while lines were fed and all brokers were up`,
        expected: 'produce reads on until its input ends',
        hint: `Lines are up to ${LONGEST_LINE} bytes long, and some hold blanks or quotes only: what does its reader do with a line that is longer than it expects?`,
        evidence: printed(produce),
      })
    }

    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'fault-test has 3 partitions with 3 replicas each',
      async ({ laidOut }) => {
        await laidOut(topic, { partitions: 3, replicas: 3 })
      },
    )

    check(
      'produces-before',
      { points: 1, needs: ['setup-succeeds'] },
      'lines arrive as they are fed, while all brokers are up',
      async tools => {
        const { program, random } = tools
        produce = await program('produce').start({ reads: true })
        const lines = plainLines(random, random.int(8, 14), 'before')
        await trickle(tools, lines)
        await arrived(
          tools,
          lines,
          'Each line is to be sent when it is read; a program that collects its input first sends nothing until the input ends, and it does not end here.',
        )
      },
    )

    check(
      'produces-during-outage',
      { points: 2, needs: ['produces-before', 'topic-layout'] },
      'lines sent while the leader of a partition is dead are stored before it comes back',
      async tools => {
        const { random } = tools
        await trickle(tools, awkwardLines(random))
        if (!produce.running) endedAtALine()
        const victim = await brokerThatHurts(tools)
        const lines = plainLines(random, random.int(18, 26), 'during')
        await victim.kill()
        try {
          await trickle(tools, lines)
          await arrived(
            tools,
            lines,
            'The partition gets a new leader within seconds. Does the producer try again for long enough, and with fresh metadata?',
          )
        } finally {
          await victim.start()
        }
      },
    )

    check(
      'nothing-lost',
      { points: 1, needs: ['produces-during-outage'] },
      'after the restart every line is in the topic, bytes unchanged',
      async tools => {
        const { observe, random } = tools
        const stored = observe.reader(topic)
        await trickle(tools, plainLines(random, random.int(5, 9), 'after'))
        produce.closeInput()
        endOfInput = performance.now()
        await eventually(
          async () => {
            // In this order: what was stored before it exited is then read.
            const over = !produce.running
            if (over) await stored.readToEnd()
            else await stored.poll()
            const { missing } = tally(
              sent,
              stored.records.map(({ value }) => value),
            )
            if (missing.length === 0) return
            fail({
              message: `${missing.length} of ${sent.length} lines are not in ${topic}${over ? '' : ' yet'}`,
              expected: 'every line that was fed, byte for byte',
              actual: `missing: ${missing.slice(0, 5).map(shown).join(', ')}${instead(stored)}`,
              hint: 'Lines may begin or end with blanks, hold any UTF-8, and be long. Nothing may be trimmed, cut, or given up while a broker is away.',
            })
          },
          { within: 60, progress: () => String(stored.records.length), until: () => !produce.running },
        )
      },
    )

    check(
      'no-duplicates',
      { points: 1, needs: ['nothing-lost'] },
      'every line is there as often as it was sent',
      async ({ observe }) => {
        const stored = observe.reader(topic)
        await produce.wait(Math.max(0, endOfInput + patient(60_000) - performance.now()))
        await stored.readToEnd()
        const { extra } = tally(
          sent,
          stored.records.map(({ value }) => value),
        )
        const [first] = extra
        if (!first) return
        fail({
          message: `${extra.length} of ${sent.length} lines are in ${topic} a wrong number of times`,
          expected: `${shown(first.line)} ${first.sent} time(s)`,
          actual: `${first.stored} time(s)`,
          hint:
            first.stored > first.sent
              ? 'A record that is sent again because its acknowledgement was lost is stored twice, unless the producer is idempotent.'
              : 'Two equal lines are two records.',
        })
      },
    )

    check(
      'waits-for-all-replicas',
      { points: 1, needs: ['produces-before'] },
      'every produce request asked for acks = all',
      async ({ lab, existing }) => {
        const { id } = await existing(topic)
        // A broker writes down what it has answered, a moment later.
        const ours = await eventually(
          async () => {
            const requests = (await Promise.all(lab.brokers.map(broker => broker.produceRequests()))).flat()
            // Older producers name a topic, newer ones give its id.
            const found = requests.filter(({ topics }) =>
              topics.some(named => named.name === topic || named.id === id),
            )
            if (found.length > 0) return found
            throw new Error(`the brokers' request logs hold no produce request for ${topic}`)
          },
          { within: 5 },
        )
        const weak = ours.filter(({ acks }) => acks !== -1)
        const [first] = weak
        if (!first) return
        fail({
          message: `${weak.length} of ${ours.length} produce requests did not ask for acks = all`,
          expected: 'acks=-1 (all) in every request',
          actual: `acks=${first.acks} from client "${first.clientId}" at broker ${first.broker}`,
          hint: 'With less than all, an acknowledged record is lost when its leader dies before a follower has fetched it.',
          evidence: [
            {
              source: 'request logs of the brokers',
              text: weak
                .slice(0, 6)
                .map(({ at, broker, clientId, acks }) => `${at} broker ${broker} ${clientId} acks=${acks}`)
                .join('\n'),
            },
          ],
        })
      },
    )

    check(
      'recovery',
      { points: 1, needs: ['produces-during-outage'] },
      'all replicas of fault-test are in sync again',
      async ({ lab, existing }) => {
        await eventually(
          async () => {
            const now = await existing(topic)
            if (now.partitions.every(({ replicas, isr }) => isr.length === replicas.length)) return
            const stopped = lab.brokers.filter(({ state }) => state !== 'running').map(({ id }) => id)
            fail({
              message: `${topic} has replicas out of sync after the restart`,
              expected: 'Isr as long as Replicas',
              actual: describeTopic(now),
              // The broker that the grader killed is up again.
              ...(stopped.length > 0
                ? {
                    hint: `Broker ${stopped.join(' and ')} is stopped, and not by the grader: does a program stop it and leave it so?`,
                    final: true,
                  }
                : {}),
            })
          },
          { within: 40 },
        )
      },
    )

    check(
      'exits-cleanly',
      { points: 1, needs: ['nothing-lost'] },
      '`produce` exits with code 0 within 60 s of the end of its input',
      async () => {
        const end = await produce.wait(Math.max(0, endOfInput + patient(60_000) - performance.now()))
        exitedCleanly(
          {
            name: 'produce',
            end,
            stdout: produce.stdout,
            stderr: produce.stderr,
            stdoutCut: false,
            limit: 60,
            places: produce.places,
          },
          'After the end of its input it is to flush, disconnect and exit with 0.',
        )
      },
    )
  },
)
