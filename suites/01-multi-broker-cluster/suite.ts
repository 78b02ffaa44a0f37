// Exercise 1: topics laid out over three brokers, and an honest description of them, also while a broker is away.
import {
  describeTopic,
  eventually,
  exercise,
  fail,
  partOf,
  type Tools,
  wholeAnswer,
} from '#harness/exercise/words.ts'
import { differsFrom, parseDescription, type Replication } from './description.ts'
import { placement } from './placement.ts'

export default exercise(
  '01-multi-broker-cluster',
  'Set up a multi-broker cluster',
  { seconds: 11, topics: ['replicated-events', 'user-events'], topicsBeginning: ['inventory-'] },
  check => {
    check('setup-succeeds', { points: 1 }, '`setup` exits with code 0', async ({ program }) => {
      await program('setup').succeeds()
    })

    check(
      'replicated-events-partitions',
      { points: 1, needs: ['setup-succeeds'] },
      'replicated-events has exactly 6 partitions',
      async ({ existing }) => {
        await eventually(
          async () => {
            const topic = await existing('replicated-events')
            if (topic.partitions.length === 6) return
            fail({
              message: 'replicated-events has the wrong number of partitions',
              expected: '6 partitions',
              actual: `${topic.partitions.length}`,
              hint: 'A topic that `setup` does not create itself comes to be at its first use, with one partition.',
              evidence: [{ source: 'topic replicated-events', text: describeTopic(topic) }],
            })
          },
          { within: 5 },
        )
      },
    )

    check(
      'replicated-events-replication',
      { points: 1, needs: ['setup-succeeds'] },
      'every partition of replicated-events has 3 replicas on 3 brokers, all in sync',
      async ({ existing }) => {
        const replicated = (whole: (partition: Replication) => boolean) => async (): Promise<void> => {
          const topic = await partOf('replicated-events-partitions', () => existing('replicated-events'))
          if (topic.partitions.every(whole)) return
          fail({
            message: 'replicated-events is not replicated as asked',
            expected: 'Replicas and Isr name three brokers for every partition',
            actual: describeTopic(topic),
            hint: 'The replication factor is given when the topic is created, and stays.',
          })
        }
        // Where the replicas are is settled when the topic is created; that all are in sync may take longer.
        await eventually(
          replicated(({ replicas }) => replicas.length === 3 && new Set(replicas).size === 3),
          {
            within: 5,
          },
        )
        await eventually(replicated(({ isr }) => isr.length === 3))
      },
    )

    check(
      'replicated-events-leaders',
      { points: 1, needs: ['replicated-events-partitions'] },
      'each broker is the preferred leader of 2 of the 6 partitions of replicated-events',
      async ({ existing }) => {
        await eventually(
          async () => {
            const topic = await existing('replicated-events')
            const preferred = [1, 2, 3].map(
              id => topic.partitions.filter(({ replicas }) => replicas[0] === id).length,
            )
            if (preferred.every(count => count === 2)) return
            fail({
              message: 'leadership of replicated-events is not spread evenly',
              expected: 'each broker is the first replica of 2 partitions',
              actual: preferred.map((count, index) => `broker ${index + 1}: ${count}`).join(', '),
              hint: 'The first replica of a partition is its preferred leader. Kafka spreads them by itself unless it is told which broker gets what.',
              evidence: [{ source: 'topic replicated-events', text: describeTopic(topic) }],
            })
          },
          { within: 5 },
        )
      },
    )

    check(
      'user-events-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'user-events has 12 partitions with 3 replicas each',
      async ({ laidOut }) => {
        await laidOut('user-events', { partitions: 12, replicas: 3 })
      },
    )

    check(
      'user-events-configuration',
      { points: 1, needs: ['setup-succeeds'] },
      "user-events carries the guide's three settings",
      async ({ observe, existing }) => {
        const wanted = {
          'min.insync.replicas': '2',
          'cleanup.policy': 'delete',
          'retention.ms': '604800000',
        }
        await eventually(
          async () => {
            const { partitions } = await partOf('user-events-layout', () => existing('user-events'))
            const config = await observe.topicConfig('user-events')
            const wrong = Object.entries(wanted).filter(([name, value]) => config.get(name) !== value)
            if (wrong.length === 0) return
            fail({
              message: 'a setting of user-events is not in force',
              expected: wrong.map(([name, value]) => `${name}=${value}`).join(', '),
              actual: wrong.map(([name]) => `${name}=${config.get(name) ?? '(unset)'}`).join(', '),
              hint: 'Settings of a topic are given with --config when it is created, one --config for each.',
              // As the brokers make it at its first use: the mistake is that it was not created.
              partOf: partitions.length === 1 ? 'user-events-layout' : undefined,
            })
          },
          { within: 5 },
        )
      },
    )

    /** Topics of the grader's own, of which nothing can be known before: with two replicas, and with three. */
    let topics: { topic: string; replicaAssignment: ReturnType<typeof placement> }[] = []

    const describeAndCompare = async ({ observe, program }: Tools, topic: string): Promise<void> => {
      // The truth may move (a replica joins the ISR) while `describe` runs: what it was before and after both count.
      const before = await observe.topicEverywhere(topic)
      const stdout = wholeAnswer(await program('describe').succeeds({ args: [topic], whole: true }))
      const after = await observe.topicEverywhere(topic)
      const told = parseDescription(stdout, topic)
      observe.told(topic, 'describe', told)
      const difference = differsFrom(told, before) && differsFrom(told, after)
      if (!difference) return
      fail({
        message: `describe ${topic} does not tell how the topic is replicated`,
        expected: describeTopic(after),
        actual:
          told.length > 0 ? describeTopic({ partitions: told }) : 'nothing that can be read as a description',
        hint:
          told.length > 0
            ? `${difference} Leader, replicas (in order) and ISR must be those of this moment.`
            : `A line counts when it has Partition:, Leader:, Replicas: and Isr: as kafka-topics --describe prints them (Topic:, where it is there, must be ${topic}), or is a JSON object with partition, leader, replicas and isr.`,
        evidence: [{ source: 'describe, standard output', text: stdout.slice(0, 4000) }],
      })
    }

    check(
      'describe-healthy',
      { points: 2 },
      "`describe` gives every partition's leader, replicas and ISR while all brokers are up",
      async tools => {
        const { observe, random } = tools
        topics = random.shuffle([2, 3] as const).map(size => ({
          topic: `inventory-${random.word(6, 8)}`,
          replicaAssignment: placement(random, size),
        }))
        const admin = await observe.admin()
        // kafkajs's own wait for leaders gives up on a broker that has not heard of the topic yet.
        await admin.createTopics({ topics, waitForLeaders: false })
        for (const { topic } of topics) {
          await eventually(async () => {
            const now = await observe.topicEverywhere(topic)
            if (now.partitions.every(({ replicas, isr }) => isr.length === replicas.length)) return
            throw new Error(`the grader's own topic ${topic} has not all replicas in sync`)
          })
          await describeAndCompare(tools, topic)
        }
      },
    )

    check(
      'describe-degraded',
      {
        points: 2,
        needs: ['describe-healthy'],
        hint: 'One of the three brokers is stopped. Each of the other two can answer, and BOOTSTRAP_SERVERS names them all.',
      },
      '`describe` tells the truth while a broker is stopped',
      async tools => {
        const { lab, observe, random } = tools
        const victim = random.pick([lab.brokers[1], lab.brokers[2]])
        await victim.stop()
        try {
          for (const { topic } of topics) {
            await eventually(async () => {
              const now = await observe.topicEverywhere(topic)
              if (now.partitions.every(({ leader, isr }) => leader !== victim.id && !isr.includes(victim.id)))
                return
              throw new Error(`broker ${victim.id} was stopped, but ${topic} still counts on it`)
            })
            await describeAndCompare(tools, topic)
          }
        } finally {
          await victim.start()
        }
      },
    )
  },
)
