// Exercise 8: three files into one topic by tasks on three workers of one Connect cluster; then one worker is gone for good.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  appendLines,
  eventually,
  exercise,
  fail,
  ingestionProblem,
  Lasting,
  nowAndThen,
  type Random,
  type Tools,
  Unchanged,
} from '#harness/exercise/words.ts'
import { asciiLines, manyLines, PARTS, someLines } from './lines.ts'

const TOPIC = 'high-throughput-topic'
/** When all connectors have had their tasks for so long, no more will come; and a FAILED one is not about to be restarted. */
const STEADY_MS = 6000
/** A worker that is on its way, also by something that `setup` left running, has begun to start by then. */
const NOBODY_COMES_MS = 15_000
/** And where nothing has been left running, by then; a connector that a program has asked for is there by then, too. */
const NOBODY_CALLS_MS = 4000
const CONFLICT =
  'Connect answers 409 to a POST when the connector is there already, and to anything while workers join: ask again.'

interface Task {
  connector: string
  id: number
  state: string
  worker: string
  trace: string | undefined
}

export default exercise(
  '08-multi-worker-connect',
  'Multi-worker Connect',
  { seconds: 11, topics: ['high-throughput-topic'] },
  check => {
    const appended = new Map<string, string[]>(PARTS.map(part => [part, []]))
    /** There were fewer than three tasks when that was looked at. */
    let tooFewTasks = false

    const append = async (
      { random, inputs }: Tools,
      label: string,
      countEach: (random: Random) => number,
    ): Promise<void> => {
      for (const part of PARTS) {
        const lines = asciiLines(random, part, label, countEach(random))
        appended.get(part)?.push(...lines)
        await appendLines(path.join(inputs.dir, part), lines)
      }
    }

    const tasks = async ({ observe }: Tools): Promise<Task[]> => {
      const all: Task[] = []
      for (const connector of await observe.connect.connectors()) {
        const status = await observe.connect.status(connector)
        for (const { id, state, worker_id, trace } of status?.tasks ?? [])
          all.push({ connector, id, state, worker: worker_id, trace })
      }
      return all
    }

    const shown = (all: readonly Task[]): string =>
      all.map(({ connector, id, state, worker }) => `${connector}/${id} ${state} on ${worker}`).join('\n') ||
      'no task at all'

    const runningWorkers = ({ lab }: Tools): string[] =>
      lab.connect.workers.filter(({ state }) => state === 'running').map(({ workerId }) => workerId)

    /** What each connector reads and writes, as far as that is in its configuration. */
    const connectors = async ({ observe }: Tools): Promise<string> => {
      const lines: string[] = []
      for (const name of await observe.connect.connectors()) {
        const config = await observe.connect.config(name)
        const { file = 'none', topic = config?.topics ?? 'none' } = config ?? {}
        lines.push(`${name}: file ${file}, topic ${topic}`)
      }
      return lines.join('\n') || 'no connector at all'
    }

    /** All tasks run, three at least, on just these workers; each of them has one where `each` says so. */
    const tasksRunOn = async (
      tools: Tools,
      workers: string[],
      each: boolean,
      within: number,
      hint: string,
    ): Promise<void> => {
      const { observe } = tools
      const steady = new Lasting()
      const failed = new Lasting()
      await eventually(
        async () => {
          const all = await tasks(tools)
          tooFewTasks = all.length < 3
          const stray = all.filter(({ state, worker }) => state !== 'RUNNING' || !workers.includes(worker))
          const idle = workers.filter(id => !all.some(({ worker }) => worker === id))
          if (all.length >= 3 && stray.length === 0 && !(each && idle.length > 0)) return
          const names = await observe.connect.connectors()
          const complete =
            stray.length === 0 && names.every(name => all.some(({ connector }) => connector === name))
          const steadyFor = steady.look(complete)
          const broken = all.filter(({ state }) => state === 'FAILED')
          const failedFor = failed.look(broken.length > 0)
          // A task that moves to another worker is started there anew; without a loss nothing moves.
          const dead = each && failedFor > STEADY_MS
          fail({
            message: tooFewTasks
              ? `${all.length} task(s) instead of three or more`
              : broken.length > 0
                ? `${broken.length} of ${all.length} tasks FAILED`
                : stray.length > 0
                  ? `${stray.length} of ${all.length} tasks do not run on a live worker`
                  : `${idle.length} of ${workers.length} workers run no task`,
            expected: `three or more RUNNING tasks on ${workers.join(', ')}`,
            actual: shown(all),
            final: dead || (tooFewTasks && steadyFor > STEADY_MS),
            hint: broken.length > 0 ? 'All tasks are to run, of whatever connectors there are.' : hint,
            evidence: broken.map(({ connector, id, trace = '' }) => ({
              source: `trace of ${connector}/${id}`,
              text: trace.split('\n').slice(0, 3).join('\n'),
            })),
          })
        },
        { within, progress: () => runningWorkers(tools).join() },
      )
    }

    /** Every file's lines are there, in order within a partition; each once unless `atLeast`. */
    const ingested = async (
      tools: Tools,
      within: number,
      stall: number,
      atLeast: boolean,
      hint: string,
    ): Promise<void> => {
      const { observe, nobodyWorks } = tools
      const records = observe.reader(TOPIC)
      const hasNoConnector = nowAndThen(1000, async () => {
        const names = await observe.connect.connectors().catch(() => undefined)
        return names?.length === 0
      })
      const idle = new Lasting()
      const tasksFailed = nowAndThen(1000, async () =>
        (await tasks(tools)).some(({ state }) => state === 'FAILED'),
      )
      const failed = new Lasting()
      await eventually(
        async () => {
          await records.poll()
          for (const [part, lines] of appended) {
            const problem = ingestionProblem(lines, records.records)
            if (!problem || (atLeast && !problem.missing)) continue
            const failedFor = failed.look(await tasksFailed())
            // Nobody is there to bring a line, and nobody comes.
            const idleFor = idle.look(nobodyWorks() && (await hasNoConnector()))
            fail({
              message: `${part}: ${problem.message}`,
              expected: `${lines.length} lines of ${part}${atLeast ? '' : ', each once and in order within a partition'}`,
              actual: problem.actual,
              final: !problem.missing || failedFor > STEADY_MS || idleFor > NOBODY_CALLS_MS,
              hint,
              // A file that nobody reads, and a task that is not there, are one mistake.
              partOf: problem.missing && tooFewTasks ? 'tasks-spread' : undefined,
            })
          }
        },
        {
          within,
          stall,
          progress: () => String(records.records.length),
          explain: async () => [
            { source: 'Connect tasks', text: shown(await tasks(tools)) },
            { source: 'connectors', text: await connectors(tools) },
          ],
        },
      )
    }

    check(
      'setup-succeeds',
      { points: 1, hint: CONFLICT },
      '`setup` exits with code 0',
      async ({ program, random, inputs }) => {
        for (const part of PARTS) {
          const lines = asciiLines(random, part, 'there before', 3)
          await writeFile(path.join(inputs.dir, part), lines.map(line => `${line}\n`).join(''))
        }
        await program('setup').succeeds()
      },
    )

    check(
      'topic-layout',
      { points: 1, needs: ['setup-succeeds'] },
      'high-throughput-topic has 6 partitions with 3 replicas each',
      async ({ laidOut }) => {
        await laidOut(TOPIC, { partitions: 6, replicas: 3 })
      },
    )

    check(
      'three-workers',
      { points: 2, needs: ['setup-succeeds'] },
      'three workers are in the one Connect group',
      async tools => {
        const { lab, observe, nobodyWorks } = tools
        const members = new Unchanged()
        await eventually(
          async () => {
            const size = await observe.connectGroupSize()
            if (size === 3 && runningWorkers(tools).length === 3) return
            const sameFor = members.look(
              `${size} ${lab.connect.workers.map(({ workerId, state }) => workerId + state)}`,
            )
            const nobodyCalls = nobodyWorks() && lab.connect.workers.every(({ state }) => state === 'running')
            fail({
              message: 'Connect does not have three workers',
              expected: '3 members of the Connect group',
              actual: `${size} members; workers: ${runningWorkers(tools).join(', ')}`,
              // As many as it takes are there, and stay as they are.
              final:
                size === runningWorkers(tools).length &&
                sameFor > (nobodyCalls ? NOBODY_CALLS_MS : NOBODY_COMES_MS),
              hint: 'docker compose scales a service with --scale; without it, it goes back to one.',
            })
          },
          { within: 45 },
        )
      },
    )

    check(
      'tasks-spread',
      { points: 2, needs: ['three-workers'] },
      'every worker runs at least one task, three or more in all',
      async tools => {
        await tasksRunOn(
          tools,
          runningWorkers(tools),
          true,
          40,
          'A file source has one task whatever tasks.max says: how many connectors does it take for three tasks?',
        )
      },
    )

    check(
      'ingests-all-files',
      { points: 2, needs: ['setup-succeeds'] },
      "lines appended to the three files arrive, each once, each file's in order within a partition",
      async tools => {
        for (const label of ['first', 'second']) {
          await append(tools, label, manyLines)
          await ingested(
            tools,
            25,
            8,
            false,
            'A file source reads one file (without `file`, standard input): is each file read by one connector, and written to this topic?',
          )
        }
      },
    )

    check(
      'survives-worker-loss',
      { points: 2, needs: ['tasks-spread', 'ingests-all-files'] },
      'when a worker is gone all tasks run on the other two, and no line is lost',
      async tools => {
        const { lab, random } = tools
        const victim = random.pick(lab.connect.workers)
        await victim.kill()
        await append(tools, 'after the loss', someLines)
        await tasksRunOn(
          tools,
          runningWorkers(tools),
          false,
          30,
          'The tasks of a lost worker move to the others by themselves.',
        )
        await ingested(
          tools,
          40,
          // A lost worker's tasks move in some seconds, while those of the others write on.
          20,
          true,
          'A task that moved goes on where it was; can the other workers read the same file, now that `setup` has ended?',
        )
      },
    )
  },
)
