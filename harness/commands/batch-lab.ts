// The hidden half of `day2 batch`: one lab, and orders that come in as lines of JSON.
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { Command } from 'commander'
import { gradeOne } from '#harness/batch/grade-one.ts'
import { gradedBy } from '#harness/batch/graded-by.ts'
import { type FromLab, ToLab } from '#harness/batch/lab-protocol.ts'
import { exerciseIds, loadExercise } from '#harness/exercise/suites.ts'
import { Bench } from '#harness/grade/bench.ts'
import { chooseIsolation } from '#harness/grade/choose-isolation.ts'
import { dieWithLauncher, runInNamespaces } from '#harness/host/namespaces.ts'
import { HERE } from '#harness/host/place.ts'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import { cacheRoot } from '#harness/runtime/cache.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'
import { openRoom } from '#harness/sandbox/room.ts'
import { whyNoViews } from '#harness/sandbox/try-view.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'

interface LabOptions {
  reports: string
  isolation?: Isolation
  control?: boolean
}

const say = (what: FromLab): void => void process.stdout.write(`${JSON.stringify(what)}\n`)

export function batchLabCommand(): Command {
  return new Command('batch-lab')
    .requiredOption('--reports <dir>')
    .option('--isolation <level>')
    .option('--control')
    .action(async (options: LabOptions) => {
      // Whoever asked is gone.
      process.stdout.on('error', () => process.exit(2))
      try {
        await open(options)
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        say({ refused: error.message })
        process.exitCode = 2
      }
    })
}

async function open(options: LabOptions): Promise<void> {
  const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
  let why: string | undefined
  if (HERE.clearsUp !== 'kernel') {
    const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
    const outcome = await runInNamespaces(command, [PROJECT, cacheRoot(), runtime.jdk.home, options.reports])
    if ('code' in outcome) {
      process.exitCode = outcome.code
      return
    }
    why = outcome.why
  } else {
    void dieWithLauncher(() => process.exit(2))
    await openRoom()
    why = await whyNoViews()
  }
  // What strangers have written runs here: less than `strict` is had only by asking for it.
  const { isolation } = chooseIsolation({ asked: options.isolation, ci: true, why })
  await serve(runtime, isolation, options)
}

async function serve(
  runtime: Runtime,
  isolation: Isolation,
  { reports, control = false }: LabOptions,
): Promise<void> {
  const exercises = await exerciseIds()
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-batch-'))
  const bench = new Bench({
    runtime,
    seed: '',
    open: () => openEmbeddedLab({ runtime, shutIn: isolation !== 'none' && HERE.tmp === 'private' }),
    isolation,
    reports,
  })
  bench.watchFolder(scratch)
  say({ ready: true })
  const input = readline.createInterface({ input: process.stdin })
  // Whoever gives orders ends its lab by ending its input, in the midst of one, too. The kernel, or the keeper, clears up.
  input.on('close', () => process.exit(0))
  for await (const line of input) {
    const { exercise, seed, submission: given } = ToLab.parse(JSON.parse(line)).order
    const submission = await openSubmission(given.path, { scratch, exercises })
    const result = await gradeOne({
      exercise: await loadExercise(exercise),
      submission,
      seed,
      bench,
      gradedBy: gradedBy(runtime, isolation),
      scratch,
      control,
    })
    say({ result })
  }
}
