// `day2 grade`: one submission, from finding it to its reports.
import { realpathSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Command, Option } from 'commander'
import { newSeed } from '#harness/exercise/random.ts'
import { selectExercises } from '#harness/exercise/suites.ts'
import { chooseIsolation } from '#harness/grade/choose-isolation.ts'
import { findSubmission } from '#harness/grade/find-submission.ts'
import { gradeSubmission } from '#harness/grade/grade-submission.ts'
import { startKeeper } from '#harness/host/keeper.ts'
import { runInNamespaces } from '#harness/host/namespaces.ts'
import { HERE } from '#harness/host/place.ts'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import { hasNoJdk } from '#harness/lab/containers/no-jdk.ts'
import type { EngineName } from '#harness/lab/lab.ts'
import type { Keep } from '#harness/results/kept.ts'
import { ReportsFolder } from '#harness/results/reports-folder.ts'
import { lockReports } from '#harness/results/reports-lock.ts'
import { lookOf } from '#harness/results/terminal-look.ts'
import { cacheRoot } from '#harness/runtime/cache.ts'
import { openRoom } from '#harness/sandbox/room.ts'
import { whyNoViews } from '#harness/sandbox/try-view.ts'
import { ISOLATIONS, type Isolation } from '#harness/sandbox/view.ts'
import { useStaying } from '#harness/stay/use.ts'
import { count } from './count.ts'
import { chooseEngine, ENGINES, type Engine } from './engine-choice.ts'
import { progressLine } from './progress-line.ts'
import { watch } from './watch.ts'

interface GradeOptions {
  submission?: string
  engine?: EngineName
  bootstrap?: string
  registry?: string
  connect?: string
  shared?: string
  yes?: boolean
  seed?: string
  reports: string
  control?: boolean
  isolation?: Isolation
  labs?: number
  check?: string
  ownLab?: boolean
  watch?: boolean
  keep?: boolean
  plain?: boolean
}

export function gradeCommand(): Command {
  return new Command('grade')
    .description('grade one submission')
    .argument(
      '[exercise...]',
      'only these, such as 03 or 03-word-count; extended, or all (default: those of the day)',
    )
    .option('--submission <path>', 'folder, .zip, .tar.gz or .tgz (default: submission/, else solutions/)')
    .addOption(
      new Option('--engine <name>', 'what the lab is made of (default: what this machine has)').choices(
        ENGINES,
      ),
    )
    .option('--bootstrap <addresses>', 'with --engine attached: the brokers, host:port,host:port,host:port')
    .option('--registry <url>', 'with --engine attached: the Schema Registry')
    .option('--connect <url>', 'with --engine attached: a Connect worker')
    .option('--shared <dir>', 'with --engine attached: a folder that the workers see by the same path')
    .option('--yes', 'with --engine attached: delete what the exercises name where it is there already')
    .option(
      '--control',
      'where a check failed by waiting in vain, run the reference in the same lab (default in CI)',
    )
    .option('--no-control', 'never do')
    .addOption(
      new Option(
        '--isolation <level>',
        'what programs find of this machine: standard, strict (default in CI: system, JDK, Node and what PATH leads to), none',
      ).choices(ISOLATIONS),
    )
    .option(
      '--labs <n>',
      'labs side by side (default: what cores and free memory allow; a Linux with namespaces)',
      count,
    )
    .option('--watch', 'grade again what is saved, as day2 watch does')
    .option('--own-lab', 'open a lab for this grade alone, although one stays (day2 up)')
    .option(
      '--check <id>',
      'of one exercise: this check and what it builds on, for a quick turn; gives no mark',
    )
    .option(
      '--keep',
      'leave output, inputs, topics and logs in evidence/ beside the reports (default where CI is set: for what failed)',
    )
    .option('--no-keep', 'never do')
    .option('--plain', 'words and lines alone: for a screen reader, or a terminal that can do little')
    .option('--seed <text>', 'replays the random inputs of an earlier run')
    .option('--reports <dir>', 'where the reports go', path.join(PROJECT, 'reports'))
    .action(async (asked: string[], options: GradeOptions) => {
      if (options.watch) await watch(asked, options)
      else process.exitCode = await grade(asked, options)
    })
}

/** @returns the exit code: 0 passed, 1 failed, 2 undetermined */
async function grade(asked: string[], options: GradeOptions): Promise<number> {
  const exercises = await selectExercises(asked)
  const { check } = options
  if (check !== undefined && exercises.length !== 1)
    throw new UserError(
      `--check ${check} needs its exercise in front of it, such as: day2 grade 03 --check ${check}`,
    )
  const submission = findSubmission(options.submission)
  const reports = path.resolve(options.reports)
  if (options.seed === '')
    throw new UserError('--seed needs a text, such as the one at the end of an earlier report.')
  const seed = options.seed ?? newSeed()
  // Made here, so that it is there to be carried into the private /tmp.
  ReportsFolder.open(reports)
  // Inside, it is the launcher that has the lock.
  if (HERE.clearsUp !== 'kernel') await lockReports(reports)

  const plain = options.plain ?? false
  const progress = progressLine(process.stderr, lookOf(process.stderr, plain).plain)
  const engine = await chooseEngine({ ...options, exercises }, progress.tell)
  const { runtime } = engine
  progress.clear()
  const typed = [
    ...(options.submission === undefined ? [] : ['--submission', options.submission]),
    ...(check === undefined ? [] : ['--check', check]),
  ]
  const control = options.control ?? process.env.CI === 'true'
  const shutIn = (why: string | undefined): Isolation => {
    const { isolation, told } = chooseIsolation({
      asked: options.isolation,
      ci: process.env.CI === 'true',
      why,
    })
    if (told !== undefined) process.stderr.write(`${told}\n`)
    return isolation
  }
  const keep = keeps(options.keep)
  const request = {
    exercises,
    submission,
    reports,
    seed,
    engine,
    control,
    labs: options.labs,
    check,
    keep,
    plain,
  }

  if (HERE.network !== 'private' && !options.ownLab) {
    const used = await useStaying({
      command: 'grade',
      runtime,
      engine: engine.name,
      labs: options.labs,
      exercises,
      seed,
      reports,
      evidence: keep && reports,
      isolation: options.isolation,
      shutIn,
      tell: line => process.stderr.write(`${line}\n`),
    })
    if (used) {
      const { lanes, isolation, why } = used
      if (why.namespaces !== undefined) process.stderr.write(noPrivateNetwork(why.namespaces))
      return gradeSubmission({ ...request, isolation, typed, runners: lanes })
    }
  }
  const needed = [PROJECT, submission, reports, cacheRoot(), runtime.jdk.home, process.cwd()]
  if (engine.name !== 'embedded') {
    for (const name of ['bootstrap', 'registry', 'connect', 'shared'] as const)
      if (options[name] !== undefined) typed.push(`--${name}`, options[name])
    const onTheNetwork = { ...request, typed: ['--engine', engine.name, ...typed] }
    if (HERE.clearsUp !== 'kernel') {
      const why = await gradeOnTheNetwork(options, engine, seed, needed)
      if (typeof why === 'number') return why
      return gradeSubmission({ ...onTheNetwork, isolation: shutIn(why) })
    }
    await openRoom()
    return gradeSubmission({ ...onTheNetwork, isolation: shutIn(await whyNoViews()) })
  }
  if (HERE.network !== 'private') {
    const outcome = await runInNamespaces(withSeed(process.argv, seed), needed)
    if ('code' in outcome) return outcome.code
    const isolation = shutIn(outcome.why)
    process.stderr.write(noPrivateNetwork(outcome.why))
    return gradeSubmission({ ...request, isolation, typed })
  }
  await openRoom()
  return gradeSubmission({ ...request, isolation: shutIn(await whyNoViews()), typed })
}

const noPrivateNetwork = (why: string): string =>
  `No private network for this grade (${why}): the lab takes free ports, so programs must use the environment variables\n` +
  "(BOOTSTRAP_SERVERS, …), and the guide's own addresses such as localhost:9092 do not work.\n"

function keeps(asked: boolean | undefined): Keep | undefined {
  if (asked !== undefined) return asked ? 'all' : undefined
  return ['', '0', 'false'].includes(process.env.CI ?? '') ? undefined : 'failed'
}

/**
 * Grades inside namespaces, but for the network: containers publish their ports on this machine's own loopback, and a cluster that is up
 * is wherever it is.
 *
 * @returns the exit code, or why it cannot be done, or undefined where nobody wants it
 */
async function gradeOnTheNetwork(
  options: GradeOptions,
  { name, runtime }: Engine,
  seed: string,
  needed: readonly string[],
): Promise<number | string | undefined> {
  if (options.isolation === 'none') return undefined
  if (hasNoJdk(runtime))
    return "without a JDK Kafka's tools run in containers, and whoever may start those may do anything"
  const keeper = startKeeper()
  // For what containers and programs both see; a folder of the private /tmp would be nowhere for the container engine.
  const shared = realpathSync(await mkdtemp(path.join(os.tmpdir(), 'day2-outside-')))
  keeper.watchFolder(shared)
  await chmod(shared, 0o755)
  const socket = /^unix:\/\/(.*)$/.exec(process.env.DOCKER_HOST ?? '')?.[1]
  const seen = [...needed, shared, ...[socket, options.shared].filter(each => each !== undefined)]
  try {
    // Whoever was asked whether things may be deleted is not asked again.
    const consent = name === 'attached' ? ['--yes'] : []
    const argv = withOptions(process.argv, [`--seed=${seed}`, ...consent])
    const outcome = await runInNamespaces(argv, seen, { network: 'shared', told: { shared } })
    return 'code' in outcome ? outcome.code : outcome.why
  } finally {
    await rm(shared, { recursive: true, force: true })
    keeper.close()
  }
}

/** The command again; the seed stands in front of whatever else was typed, because after `--` options are no options. */
export function withSeed(argv: readonly string[], seed: string): string[] {
  return withOptions(argv, [`--seed=${seed}`])
}

function withOptions(argv: readonly string[], options: readonly string[]): string[] {
  const [node = process.execPath, script = '', ...typed] = argv
  const command = typed.indexOf('grade') + 1
  const [before, after] = [typed.slice(0, command), typed.slice(command)]
  return [node, ...process.execArgv, script, ...before, ...options, ...after]
}
