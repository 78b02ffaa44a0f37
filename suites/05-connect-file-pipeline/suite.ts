// Exercise 5: lines of a file become records, each once, also when the worker is killed; and a status that tells the truth.
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import {
  appendLines,
  eventually,
  exercise,
  type Finished,
  fail,
  ingestionProblem,
  jsonInText,
  Lasting,
  nowAndThen,
  partOf,
  printed,
  smallBatchHint,
  type Tools,
  Unchanged,
  wholeAnswer,
} from '#harness/exercise/words.ts'
import { appendSizes, asciiLines, foreignLines } from './lines.ts'

const CONNECTOR = 'file-source-connector'
const TOPIC = 'file-events'
/** So long it may be in a state that it does not leave by itself: FAILED while it is configured anew, PAUSED until it is resumed. */
const STUCK_MS = 8000
/** A connector that `setup` has asked for is there by then, where nothing has been left running that may ask again. */
const NOBODY_CALLS_MS = 4000
const CONFLICT =
  'Connect answers 409 to a POST when the connector is there already, and to anything while it rebalances.'

const Status = z.object({
  connector: z.object({ state: z.string() }),
  tasks: z.array(z.object({ state: z.string() })),
})

/** A stack trace without its stack: what went wrong, and why. */
function causes(trace: string): string {
  const lines = trace.split('\n').filter(line => !/^\s+(at |\.\.\. \d+ more)/.test(line))
  return lines.slice(0, 8).join('\n').trim()
}

export default exercise(
  '05-connect-file-pipeline',
  'Kafka Connect pipeline',
  { seconds: 9, topics: ['file-events'], connectors: ['file-source-connector'] },
  check => {
    const appended: string[] = []
    let setup: Finished | undefined

    const append = async ({ inputs }: Tools, lines: string[]): Promise<void> => {
      appended.push(...lines)
      await appendLines(inputs.file, lines)
    }

    /** All lines appended so far are there, each once, in order within a partition. */
    const ingested = async (
      tools: Tools,
      within: number,
      hints: { missing: string; doubled: string },
    ): Promise<void> => {
      const { observe } = tools
      const records = observe.reader(TOPIC)
      const taskFailed = nowAndThen(1000, async () => {
        const status = await observe.connect.status(CONNECTOR).catch(() => undefined)
        return status?.tasks.some(({ state }) => state === 'FAILED') ?? false
      })
      const failed = new Lasting()
      const batchHint = nowAndThen(1000, async () =>
        smallBatchHint(await observe.connect.config(CONNECTOR).catch(() => undefined)),
      )
      await eventually(
        async () => {
          await records.poll()
          const problem = ingestionProblem(appended, records.records)
          if (problem === undefined) return
          const stuckFor = failed.look(await taskFailed())
          fail({
            message: problem.message,
            expected: `${appended.length} appended lines, each once and in order`,
            actual: problem.actual,
            final: !problem.missing || stuckFor > STUCK_MS,
            hint: problem.missing ? ((await batchHint()) ?? hints.missing) : hints.doubled,
          })
        },
        {
          within,
          stall: 12,
          progress: () => String(records.records.length),
          explain: () => connectorEvidence(tools),
        },
      )
    }

    const connectorEvidence = async ({ observe }: Tools): Promise<{ source: string; text: string }[]> => {
      const [status, config, connectors, settings] = await Promise.all([
        observe.connect.status(CONNECTOR).catch(() => undefined),
        observe.connect.config(CONNECTOR).catch(() => undefined),
        observe.connect.connectors().catch(() => []),
        observe.topicConfig(TOPIC).catch(() => undefined),
      ])
      if (!status) return [{ source: 'Connect', text: `${CONNECTOR} is away` }]
      return [
        { source: `status of ${CONNECTOR}`, text: JSON.stringify(status) },
        { source: `configuration of ${CONNECTOR}`, text: JSON.stringify(config, null, 2) },
        { source: 'all connectors', text: connectors.join(', ') },
        { source: TOPIC, text: `cleanup.policy=${settings?.get('cleanup.policy') ?? '(no such topic)'}` },
      ]
    }

    const stateHint = (states: string[]): string => {
      if (states.includes('FAILED'))
        return `A FAILED task carries the reason in its trace: GET /connectors/${CONNECTOR}/status shows it.`
      if (states.includes('PAUSED') || states.includes('STOPPED'))
        return 'A connector that is paused or stopped stays so, over restarts too, until it is resumed.'
      return 'Connect starts the task after it has answered: what does the status say a little later?'
    }

    /** Connect has what it took in a moment; it is only the task that takes its time. */
    const exists = async ({ observe, nobodyWorks }: Tools): Promise<void> => {
      const same = new Unchanged()
      await eventually(
        async () => {
          const others = await observe.connect.connectors()
          if (others.includes(CONNECTOR)) return
          const sameFor = same.look(others.join())
          fail({
            message: `there is no connector ${CONNECTOR}`,
            expected: `a connector named ${CONNECTOR}`,
            actual: `connectors: ${others.join(', ') || 'none'}`,
            hint:
              others.length > 0
                ? 'Is the name spelled exactly so?'
                : 'Did Connect take it? curl exits with 0 whatever the answer is, unless it is told --fail: see what `setup` printed.',
            final: nobodyWorks() && sameFor > NOBODY_CALLS_MS,
            evidence: setup ? printed(setup) : [],
          })
        },
        { within: 10 },
      )
    }

    const inState = async (
      { observe }: Tools,
      state: string,
      within: number,
      dead: readonly string[],
    ): Promise<void> => {
      const stuck = new Lasting()
      await eventually(
        async () => {
          const status = await observe.connect.status(CONNECTOR)
          const [task, ...more] = status?.tasks ?? []
          if (status?.connector.state === state && task?.state === state && more.length === 0) return
          const states = (status?.tasks ?? []).map(task => task.state)
          const all = status ? [status.connector.state, ...states] : []
          const stuckFor = stuck.look(all.some(each => dead.includes(each)))
          fail({
            message: `${CONNECTOR} is not ${state} with one ${state} task`,
            expected: `connector ${state}, one task ${state}`,
            actual: `connector ${status?.connector.state ?? 'of unknown state'}, tasks: ${states.join(', ') || 'none'}`,
            final: stuckFor > STUCK_MS,
            hint: stateHint(all),
            evidence: (status ? [status.connector, ...status.tasks] : []).flatMap(({ trace }) =>
              trace ? [{ source: 'trace', text: causes(trace) }] : [],
            ),
          })
        },
        { within },
      )
    }

    check(
      'setup-succeeds',
      { points: 1, hint: CONFLICT },
      '`setup` exits with code 0',
      async ({ program, random, inputs }) => {
        await writeFile(
          inputs.file,
          asciiLines(random, 3, 'there before')
            .map(line => `${line}\n`)
            .join(''),
        )
        setup = await program('setup').succeeds()
      },
    )

    check(
      'connector-running',
      { points: 2, needs: ['setup-succeeds'] },
      'file-source-connector is RUNNING with one RUNNING task',
      async tools => {
        await exists(tools)
        await inState(tools, 'RUNNING', 30, ['FAILED', 'PAUSED', 'STOPPED'])
      },
    )

    check(
      'ingests-lines',
      { points: 3, needs: ['connector-running'] },
      'appended lines arrive in file-events, in order, each once',
      async tools => {
        const { random } = tools
        for (const size of appendSizes(random)) {
          await append(tools, asciiLines(random, size, `append ${appended.length}`))
          await ingested(tools, 30, {
            missing:
              'Which file does the connector read, and into which topic? A record is to be the line itself, or what JsonConverter makes of it.',
            doubled: 'How many connectors, or other programs, send the lines of this file?',
          })
        }
      },
    )

    check(
      'status-truthful',
      { points: 2, needs: ['connector-running'] },
      '`status` tells RUNNING when it runs and PAUSED when it is paused',
      async tools => {
        const { observe, program } = tools
        const told = async (state: string): Promise<void> => {
          const stdout = wholeAnswer(await program('status').succeeds({ whole: true }))
          const status = jsonInText(stdout)
            .map(value => Status.safeParse(value))
            .findLast(({ success }) => success)?.data
          const states = status ? [status.connector.state, ...status.tasks.map(task => task.state)] : []
          if (states.length === 2 && states.every(each => each === state)) return
          fail({
            message: status
              ? `\`status\` does not say ${state}`
              : '`status` printed no JSON with connector.state and tasks[].state',
            expected: `connector ${state}, one task ${state}`,
            actual: status
              ? `connector ${states[0]}, tasks: ${states.slice(1).join(', ') || 'none'}`
              : 'nothing of the kind',
            hint: "The worker's REST interface tells the state of this moment.",
            evidence: [{ source: 'status, standard output', text: stdout.slice(0, 2000) }],
          })
        }
        // Connect answers 409 while it rebalances, and 404 once somebody has deleted the connector.
        const order = (what: 'pause' | 'resume'): Promise<void> =>
          eventually(async () => {
            try {
              await observe.connect[what](CONNECTOR)
            } catch (error) {
              if ((await observe.connect.connectors()).includes(CONNECTOR)) throw error
              fail({
                message: `${CONNECTOR} is gone while it is judged`,
                expected: `${CONNECTOR} stays until the exercise is over`,
                actual: 'Connect does not know it any more',
                hint: 'The grader deletes no connector. Which program does?',
                final: true,
              })
            }
          })
        await told('RUNNING')
        await order('pause')
        try {
          await inState(tools, 'PAUSED', 20, ['FAILED'])
          await told('PAUSED')
        } finally {
          await order('resume')
        }
        await inState(tools, 'RUNNING', 20, ['FAILED'])
      },
    )

    check(
      'survives-worker-crash',
      { points: 2, needs: ['ingests-lines'] },
      'after the worker was killed and started again every line is there once',
      async tools => {
        const { lab, random } = tools
        await partOf('status-truthful', () => exists(tools))
        const [worker] = lab.connect.workers
        if (!worker) throw new Error('the lab has no Connect worker')
        await worker.kill()
        try {
          await append(tools, asciiLines(random, random.int(20, 60), 'during the outage'))
        } finally {
          await worker.start()
        }
        await ingested(tools, 40, {
          missing:
            'The task starts again by itself, from its configuration: does all that it names still exist when `setup` has ended?',
          doubled:
            "The position in the file is kept in Kafka, by connector name and file. Kafka's file source counts characters but skips bytes: what else is in the file, and is it all ASCII?",
        })
        await append(tools, foreignLines(random))
        const hint = 'Lines are UTF-8 text, and are to arrive as such.'
        await ingested(tools, 30, { missing: hint, doubled: hint })
      },
    )
  },
)
