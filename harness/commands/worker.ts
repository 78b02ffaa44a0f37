// `day2 worker --over`: this machine's labs, at the service of whoever grades a class over the same Kafka.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Command, Option } from 'commander'
import { LaneLab } from '#harness/batch/lane-lab.ts'
import { gradersOf } from '#harness/batch/orders-of.ts'
import { KafkaLink } from '#harness/batch/over/link.ts'
import { overNames } from '#harness/batch/over/topics.ts'
import { runWorker } from '#harness/batch/over/worker.ts'
import { howManyLabs } from '#harness/doctor/labs.ts'
import { loadExercise, selectExercises } from '#harness/exercise/suites.ts'
import { graderDigest } from '#harness/grade/grader-digest.ts'
import { listenForInterruption } from '#harness/grade/interruption.ts'
import { whyNoNamespaces } from '#harness/host/namespaces.ts'
import { UserError } from '#harness/host/user-error.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { ISOLATIONS, type Isolation } from '#harness/sandbox/view.ts'

interface WorkerOptions {
  over: string
  overConfig?: string
  overPrefix: string
  labs?: string
  isolation: Isolation
}

export function workerCommand(): Command {
  return new Command('worker')
    .description('grade what `day2 batch --over` gives out; one JSON line an event')
    .requiredOption('--over <brokers>', 'the cluster that orders come through, host:port[,host:port…]')
    .option('--over-config <file>', "Kafka's client properties, for TLS and SASL")
    .option('--over-prefix <name>', 'how the names of the topics begin', 'day2')
    .option('--labs <n>', 'labs side by side (default: what this machine carries)')
    .addOption(
      new Option('--isolation <level>', 'what programs find of this machine')
        .choices(ISOLATIONS)
        .default('strict'),
    )
    .action(async (options: WorkerOptions) => {
      process.exitCode = await work(options)
    })
}

async function work({ over, overConfig, overPrefix, labs, isolation }: WorkerOptions): Promise<number> {
  const most = whyNoNamespaces() === undefined ? howManyLabs() : 1
  const wanted = labs === undefined ? most : Number(labs)
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new UserError(`"${labs}" is not a number of one or more.`)
  const log = (line: string): void => void process.stderr.write(`${line}\n`)
  const runtime = await withArchives(await prepareRuntime(log), log)
  const exercises = await Promise.all((await selectExercises(['all'])).map(id => loadExercise(id)))
  const graders = await gradersOf(exercises, graderDigest())
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-worker-'))
  const interruption = listenForInterruption({ hurry: () => process.exit(2) })
  const link = await KafkaLink.open({
    runtime,
    bootstrap: over,
    ...(overConfig === undefined ? {} : { config: overConfig }),
    onLog: log,
  })
  try {
    await runWorker({
      link,
      names: overNames(overPrefix, graders),
      graders,
      exercises,
      labs: wanted,
      openLab: () =>
        new LaneLab({ runtime, isolation, reports: scratch, work: scratch, control: false, onStray: log }),
      work: scratch,
      tell: event =>
        void process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`),
      signal: interruption.signal,
    })
    return 0
  } finally {
    link.close()
    interruption.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}
