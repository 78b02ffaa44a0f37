// `day2 verify`: is the grader right? References pass, starters fail, every known-wrong case is caught by the check it names,
// every unusual one passes.
import path from 'node:path'
import { Command, Option } from 'commander'
import { howManyLabs } from '#harness/doctor/labs.ts'
import { newSeed, Random } from '#harness/exercise/random.ts'
import { selectExercises } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { ReportsFolder } from '#harness/results/reports-folder.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { openCanaries } from '#harness/verify/canaries.ts'
import { CASE_KINDS, type Case, casesOf } from '#harness/verify/cases.ts'
import { changedExercises } from '#harness/verify/changed.ts'
import type { CaseResult } from '#harness/verify/judge-case.ts'
import { renderMatrix, unkilledChecks } from '#harness/verify/kill-matrix.ts'
import { runCases } from '#harness/verify/run-cases.ts'
import { staticFaults } from '#harness/verify/static-faults.ts'
import { ledgerOf } from '#harness/verify/verify-report.ts'
import { writeReport } from '#harness/verify/write-report.ts'
import { count } from './count.ts'
import { progressLine } from './progress-line.ts'

interface VerifyOptions {
  only: string[]
  case: string[]
  kind: string[]
  changed?: boolean
  static?: boolean
  sample?: number
  repeat: number
  aftermath?: boolean
  jobs?: number
  seed?: string
  reports: string
}

const collect = (value: string, before: string[]): string[] => [...before, value]
export function verifyCommand(): Command {
  return new Command('verify')
    .description("the maintainers' command: is the grader right about the cases that it knows?")
    .option('--only <exercise>', 'only this exercise, or extended (may be given again)', collect, [])
    .option('--case <name>', 'only cases of this name (may be given again)', collect, [])
    .addOption(
      new Option('--kind <kind>', 'only reference, starter, wrong, unusual or hostile')
        .argParser(collect)
        .default([]),
    )
    .option('--static', 'look only, run nothing: points, needs, cases and files of each exercise')
    .option('--changed', 'only exercises that the working tree touches')
    .option(
      '--sample <n>',
      'the starter, n wrong cases and one unusual one of each exercise, drawn by chance',
      count,
    )
    .option('--repeat <n>', 'run every case n times and write a flake ledger', count, 1)
    .option('--aftermath', 'after each hostile case the reference, in the same lab (one lab at a time)')
    .option('--jobs <n>', 'labs at the same time; by default what memory allows of two a core', count)
    .option('--seed <text>', 'the same random inputs in every case')
    .option('--reports <dir>', 'where verify.json and verify.html go', path.join(PROJECT, 'reports'))
    .action(async (options: VerifyOptions) => {
      process.exitCode = await verify(options)
    })
}

/** @returns 0 where the grader did right by every case, else 1 */
async function verify(options: VerifyOptions): Promise<number> {
  const exercises = options.changed
    ? await changedExercises()
    : await selectExercises(options.only.length === 0 ? ['all'] : options.only)
  if (options.static) return lookOnly(exercises)
  const all = (await Promise.all(exercises.map(id => casesOf(id)))).flat()
  const chosen = all.filter(
    ({ kind, name }) =>
      (options.kind.length === 0 || options.kind.includes(kind)) &&
      (options.case.length === 0 || options.case.includes(name)),
  )
  const cases =
    options.sample === undefined
      ? inTurn(chosen)
      : drawSample(chosen, options.sample, options.seed ?? newSeed())
  if (cases.length === 0) {
    process.stdout.write('No case to verify.\n')
    return options.changed ? 0 : 2
  }
  const reports = ReportsFolder.open(options.reports)
  const whole = options.kind.length === 0 && options.case.length === 0 && options.sample === undefined
  const once = options.aftermath ? cases.flatMap(each => withAftermath(each, all)) : cases
  const queue: Case[] = Array.from({ length: options.repeat }, () => once).flat()
  const progress = progressLine()
  await withArchives(await prepareRuntime(progress.tell), progress.tell)
  progress.clear()

  await using _canaries = await openCanaries()
  const started = performance.now()
  const results: CaseResult[] = []
  const report = (unkilled: string[] = []): void =>
    writeReport(reports, {
      durationMs: Math.round(performance.now() - started),
      results: inOrder(results),
      unkilled,
      ledger: ledgerOf(results),
    })
  await runCases(queue, {
    jobs: options.aftermath ? 1 : Math.min(options.jobs ?? howManyLabs(), queue.length),
    seed: options.seed,
    onResult: result => {
      results.push(result)
      // A run that is killed leaves what it had.
      report()
      print(result, `${results.length}/${queue.length}`)
    },
  })
  const matrices = exercises.map(exercise => ({
    exercise,
    results: inOrder(results.filter(each => each.exercise === exercise)),
  }))
  const unkilled = whole
    ? matrices.flatMap(({ exercise, results }) => unkilledChecks(results).map(id => `${exercise}/${id}`))
    : []
  for (const { exercise, results } of matrices) {
    if (results.some(({ kind }) => kind === 'wrong'))
      process.stdout.write(`\n${exercise}\n${renderMatrix(results)}\n`)
  }
  const bad = results.filter(({ problems }) => problems.length > 0)
  report(unkilled)
  for (const check of unkilled) process.stdout.write(`✘ ${check}: no wrong case is caught by it\n`)
  const minutes = ((performance.now() - started) / 60_000).toFixed(1)
  process.stdout.write(
    `\n${results.length - bad.length} of ${results.length} cases as they should be, ${unkilled.length} checks never seen failing, ${minutes} min\n`,
  )
  return bad.length === 0 && unkilled.length === 0 ? 0 : 1
}

/** @returns 0 where nothing is wrong that can be seen without running it, else 1 */
async function lookOnly(exercises: readonly string[]): Promise<number> {
  let count = 0
  for (const id of exercises) {
    const faults = await staticFaults(id)
    process.stdout.write(`${faults.length === 0 ? '✔' : '✘'} ${id}\n`)
    for (const fault of faults) process.stdout.write(`    ${fault}\n`)
    count += faults.length
  }
  return count === 0 ? 0 : 1
}

/** Cases end when they end; whoever reads looks for a name. */
function inOrder(results: readonly CaseResult[]): CaseResult[] {
  const kinds: readonly string[] = CASE_KINDS
  return results.toSorted(
    (a, b) =>
      a.exercise.localeCompare(b.exercise) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      a.name.localeCompare(b.name),
  )
}

/** A case of each exercise, then the next of each: the slow ones of an exercise do not keep all labs busy at once. */
function inTurn(cases: readonly Case[]): Case[] {
  const rows = [...Map.groupBy(cases, ({ exercise }) => exercise).values()]
  const longest = Math.max(0, ...rows.map(row => row.length))
  return Array.from({ length: longest }, (_, turn) => rows.flatMap(row => row.slice(turn, turn + 1))).flat()
}

/** What a hostile case leaves must cost the next one nothing: one lane has one lab, and takes them in their order. */
function withAftermath(given: Case, all: readonly Case[]): Case[] {
  const next = all.find(({ exercise, kind }) => exercise === given.exercise && kind === 'reference')
  return given.kind === 'hostile' && next ? [given, next] : [given]
}

/** A fair sample: each exercise has its starter, `count` wrong cases, an unusual one and two hostile ones, where there are any, in it. The reference is `npm test`. */
function drawSample(cases: readonly Case[], count: number, seed: string): Case[] {
  const drawn = [...Map.groupBy(cases, ({ exercise }) => exercise)].flatMap(([exercise, own]) => {
    const random = new Random(`${seed}/sample/${exercise}`)
    const of = (kind: Case['kind'], many: number): Case[] =>
      random.sample(
        own.filter(each => each.kind === kind),
        many,
      )
    return [...of('starter', 1), ...of('wrong', count), ...of('unusual', 1), ...of('hostile', 2)]
  })
  // Exercises in turn, so that two labs are not both at the slow one.
  return new Random(seed).shuffle(drawn)
}

function print({ exercise, kind, name, durationMs, problems, seed }: CaseResult, position: string): void {
  const mark = problems.length === 0 ? '✔' : '✘'
  process.stdout.write(
    `${mark} ${position.padStart(7)}  ${exercise}/${kind}/${name}  ${(durationMs / 1000).toFixed(1)} s\n`,
  )
  for (const problem of problems) process.stdout.write(`            ${problem}\n`)
  if (problems.length > 0) process.stdout.write(`            seed ${seed}\n`)
}
