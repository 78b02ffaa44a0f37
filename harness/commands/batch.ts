// `day2 batch`: a class, from what it handed in to its gradebook.
import path from 'node:path'
import { Command, Option } from 'commander'
import { gradedBy } from '#harness/batch/graded-by.ts'
import { readRoster } from '#harness/batch/intake/roster.ts'
import { LaneLab } from '#harness/batch/lane-lab.ts'
import type { Lab } from '#harness/batch/order.ts'
import { openOver } from '#harness/batch/over/open-over.ts'
import { runBatch } from '#harness/batch/run-batch.ts'
import { parseShard } from '#harness/batch/shard.ts'
import { howManyLabs } from '#harness/doctor/labs.ts'
import { loadExercise, selectExercises } from '#harness/exercise/suites.ts'
import { graderDigest } from '#harness/grade/grader-digest.ts'
import { listenForInterruption } from '#harness/grade/interruption.ts'
import { whyNoNamespaces } from '#harness/host/namespaces.ts'
import { UserError } from '#harness/host/user-error.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { ReportsFolder } from '#harness/results/reports-folder.ts'
import { lockReports } from '#harness/results/reports-lock.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { ISOLATIONS, type Isolation } from '#harness/sandbox/view.ts'
import { count } from './count.ts'
import { progressLine } from './progress-line.ts'

interface BatchOptions {
  reports: string
  only: string[]
  roster?: string
  seed?: string
  labs?: number
  regrade?: boolean
  accept?: boolean
  shard?: string
  isolation?: Isolation
  control?: boolean
  over?: string
  overConfig?: string
  overPrefix: string
}

const collect = (value: string, before: string[]): string[] => [...before, value]

export function batchCommand(): Command {
  return new Command('batch')
    .description('grade a class: everything in these folders and archives that looks like a submission')
    .argument('<handed-in...>', "folders or archives, also a learning platform's bulk download as it comes")
    .requiredOption('--reports <dir>', 'where the reports go; the same again goes on where it was ended')
    .option('--roster <csv>', 'who is in the class: names, ids, e-mail addresses, late marks')
    .option('--only <exercise>', 'only this exercise (may be given again)', collect, [])
    .option('--seed <text>', 'the inputs, the same for everybody (default: new ones for a new class)')
    .option('--labs <n>', 'labs side by side (default: what this machine carries)', count)
    .option('--regrade', 'judge again what another version has judged, and show what would change')
    .option('--accept', 'with --regrade: let the new judgements count')
    .option('--shard <i/n>', 'only this part of the class; `day2 merge` puts the parts together')
    .option(
      '--control',
      'where a check failed by waiting in vain, run the reference in the same lab (default in CI)',
    )
    .option('--no-control', 'never do')
    .option(
      '--over <brokers>',
      'give the orders to the `day2 worker`s of this Kafka cluster, host:port[,host:port…]',
    )
    .option('--over-config <file>', "Kafka's client properties, for TLS and SASL")
    .option('--over-prefix <name>', 'how the names of the topics begin', 'day2')
    .addOption(
      new Option('--isolation <level>', 'what programs find of this machine (default: strict)').choices(
        ISOLATIONS,
      ),
    )
    .action(async (given: string[], options: BatchOptions) => {
      process.exitCode = await batch(given, options)
    })
}

interface Labs {
  openLab: (work: string) => Lab
  labs: number
  elsewhere?: boolean
  close?: () => void
}

/** @returns the exit code: 0 where everything has its mark, 2 where something has none */
async function batch(given: string[], options: BatchOptions): Promise<number> {
  if (options.accept && !options.regrade) throw new UserError('--accept belongs to --regrade.')
  const reports = path.resolve(options.reports)
  const shard = options.shard === undefined ? undefined : parseShard(options.shard)
  const roster = options.roster === undefined ? [] : await readRoster(options.roster)
  const exercises = await Promise.all((await selectExercises(options.only)).map(id => loadExercise(id)))
  ReportsFolder.open(reports)
  await lockReports(reports)
  const progress = progressLine()
  const runtime = await withArchives(await prepareRuntime(progress.tell), progress.tell)
  const interruption = listenForInterruption({ hurry: () => process.exit(2) })
  const control = options.control ?? process.env.CI === 'true'
  const isolation = options.isolation ?? 'strict'
  const print = (line: string): void => {
    progress.clear()
    process.stdout.write(`${line}\n`)
  }
  const grader = graderDigest()
  const {
    openLab,
    labs,
    elsewhere = false,
    close,
  }: Labs = options.over === undefined
    ? {
        openLab: work => new LaneLab({ runtime, isolation, reports, work, control, onStray: print }),
        // Without namespaces labs would be in each other's way.
        labs: options.labs ?? (whyNoNamespaces() === undefined ? howManyLabs() : 1),
      }
    : await openOver({ ...options, over: options.over }, { runtime, grader, onLog: print })
  try {
    return await runBatch({
      given,
      reports,
      exercises,
      seed: options.seed,
      labs,
      elsewhere,
      roster,
      ...(shard === undefined ? {} : { shard }),
      regrade: options.regrade ?? false,
      accept: options.accept ?? false,
      openLab,
      grader,
      gradedBy: gradedBy(runtime, isolation),
      signal: interruption.signal,
      print,
      // A log has the lines that stay.
      tell: process.stderr.isTTY ? progress.tell : () => {},
    })
  } finally {
    close?.()
    progress.clear()
    interruption.stop()
  }
}
