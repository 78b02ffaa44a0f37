// The trip of a grade, one way: open the submission, open a lab, run its programs, observe, judge, write down.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { explain } from '#harness/doctor/explain.ts'
import { removeEvidence } from '#harness/evidence/kept-folder.ts'
import type { Exercise } from '#harness/exercise/exercise.ts'
import { onlyCheck } from '#harness/exercise/only-check.ts'
import { exerciseIds, loadExercise } from '#harness/exercise/suites.ts'
import { startKeeper } from '#harness/host/keeper.ts'
import { dieWithLauncher } from '#harness/host/namespaces.ts'
import { HERE } from '#harness/host/place.ts'
import { requireTemporaryFolder } from '#harness/host/temporary-folder.ts'
import { within } from '#harness/host/within.ts'
import { howManyLanes } from '#harness/lane/how-many-lanes.ts'
import { sumOfPhases } from '#harness/lane/phases.ts'
import { deal } from '#harness/lane/pool.ts'
import { RenewedLane } from '#harness/lane/renewed-lane.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import { renderGithubAnnotations } from '#harness/results/github.ts'
import { writeRenderings } from '#harness/results/renderings.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { openResultFile, type ResultFile } from '#harness/results/result-file.ts'
import { renderSummary } from '#harness/results/terminal.ts'
import { lookOf } from '#harness/results/terminal-look.ts'
import { exitCode } from '#harness/results/verdict.ts'
import { requireCopyable } from '#harness/submission/copy-exercise.ts'
import { foldersMeant } from '#harness/submission/exercise-name-hint.ts'
import { folders } from '#harness/submission/find-root.ts'
import { openSubmission, type Submission } from '#harness/submission/open-submission.ts'
import { someOf } from '#harness/submission/submission-errors.ts'
import { Bench } from './bench.ts'
import { gradeExercise } from './grade-exercise.ts'
import type { GradeRequest } from './grade-request.ts'
import { interruptedBy, listenForInterruption } from './interruption.ts'
import { liveReport } from './live-report.ts'
import { declaredOf, headerOf } from './report-header.ts'

/** @returns the exit code */
export async function gradeSubmission(request: GradeRequest): Promise<number> {
  requireTemporaryFolder()
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-submission-'))
  const keeper = startKeeper()
  keeper.watchFolder(scratch)
  try {
    return await grade(request, scratch)
  } finally {
    await Promise.all((request.runners ?? []).map(runner => runner.close()))
    await rm(scratch, { recursive: true, force: true })
    keeper.close()
  }
}

async function grade(request: GradeRequest, scratch: string): Promise<number> {
  const { engine, seed, reports } = request
  const { runtime } = engine
  let code = 2
  const { watcher } = request
  const interruption = watcher
    ? interruptedBy(watcher.signal)
    : listenForInterruption({
        hurry: () => {
          process.stderr.write('Ended at once: the lab could not be closed in order.\n')
          process.exit(code)
        },
      })
  if (HERE.clearsUp === 'kernel') void dieWithLauncher(interruption.onSignal)

  const started = performance.now()
  const submission = await open(request.submission, scratch)
  const whole = await Promise.all(request.exercises.map(id => loadExercise(id)))
  const { check } = request
  const exercises = check === undefined ? whole : whole.map(exercise => onlyCheck(exercise, check))
  const attempted = await attemptedOf(exercises, submission)
  for (const id of attempted) await requireCopyable(submission, id)
  const file = openResultFile({ reports, header: headerOf(request, exercises, submission) })
  await removeEvidence(reports)
  file.recordPhase('submission', performance.now() - started)

  const tell = (text: string): void => {
    if (!interruption.signal.aborted) process.stderr.write(`${text}\n`)
  }
  // Where nothing is to be graded, no lab is needed.
  const given = request.runners
  const bench =
    attempted.size === 0 || given
      ? undefined
      : new Bench({
          runtime,
          seed,
          open: () => engine.open(tell, { shutIn: request.isolation !== 'none' }),
          isolation: request.isolation,
          reports,
        })
  const { isolation } = request
  const lane = (first?: RunsExercises): RunsExercises => {
    const visible = [submission.path, submission.root]
    return new RenewedLane({ seed, isolation, reports, visible, onStray: tell, ...(first ? { first } : {}) })
  }
  const lanes = Array.from({ length: given ? 0 : labsOf(request, attempted.size) - 1 }, () => lane())
  // Where nobody has attempted anything, one runner has nothing to do.
  const runners = given?.slice(0, Math.max(1, attempted.size)).map(lane) ?? [
    ...(bench ? [bench] : []),
    ...lanes,
  ]
  const onChange =
    watcher && ((running: ReadonlyMap<string, string>) => watcher.onChange(file.snapshot(), running))
  const report = liveReport(file, {
    sideBySide: runners.length > 1,
    plain: request.plain,
    onChange,
    ...(watcher ? { stream: NOWHERE } : {}),
  })
  try {
    const judging = (async () => {
      const absent = async (exercise: Exercise): Promise<void> =>
        report.notAttempted(declaredOf(exercise), await folderMeant(exercise.id, submission))
      const { signal } = interruption
      const control = request.control ? scratch : undefined
      // With one lab everything is told in its order.
      const one = runners.length === 1
      if (!one) for (const exercise of exercises) if (!attempted.has(exercise.id)) await absent(exercise)
      await deal(
        one ? exercises : exercises.filter(({ id }) => attempted.has(id)),
        runners,
        async (exercise, runner, none) => {
          if (!attempted.has(exercise.id)) return absent(exercise)
          const last = one ? exercise.id === [...attempted].at(-1) : none
          const { keep } = request
          await gradeExercise(exercise, { submission, runner, report, last, control, keep, signal })
        },
        signal,
      )
    })()
    const outcome = await Promise.race([judging.then(() => 'finished' as const), interruption.arrived])
    // From here on nothing is judged, recorded or shown, whatever is still under way.
    report.close()
    if (outcome === 'interrupted' && !watcher)
      process.stderr.write('\nInterrupted: what has been judged stays. The lab is being closed.\n')
    const result = await finish(file, outcome, sumOfPhases(runners.map(({ phases }) => phases)))
    writeRenderings(file.reports, result)
    code = exitCode(result.verdict)
    if (watcher) {
      watcher.onChange(result, new Map())
      return code
    }
    const look = lookOf(process.stdout, request.plain)
    process.stdout.write(`\n${renderSummary(result, look, { reports: shortPath(reports) })}\n`)
    if (process.env.GITHUB_ACTIONS === 'true') process.stdout.write(renderGithubAnnotations(result))
    // With the first process of its namespaces the kernel ends all that is in them.
    if (outcome === 'interrupted' && HERE.network !== 'private' && !given) await endOf(judging)
    return code
  } finally {
    await Promise.all(runners.map(runner => runner.close()))
    interruption.stop()
  }
}

const NOWHERE = { write: () => true, isTTY: false, columns: 100 }

/** Another lab is to be had where this process is in namespaces of its own, as only there others can be made. */
function labsOf({ engine, labs }: GradeRequest, exercises: number): number {
  if (exercises === 0 || engine.name !== 'embedded' || HERE.network !== 'private')
    return Math.min(exercises, 1)
  return Math.min(exercises, labs ?? howManyLanes(exercises))
}

/** What was under way ends by itself once it is told to; a lab that is closed under it ends the rest. */
async function endOf(judging: Promise<void>): Promise<void> {
  await within(
    END_MS,
    judging.catch(() => {}),
    undefined,
  )
}

/** A program of the submission has ten seconds between SIGTERM and SIGKILL; whoever interrupts waits for no more than that. */
const END_MS = 12_000

async function finish(
  file: ResultFile,
  outcome: 'finished' | 'interrupted',
  phases: Readonly<Record<string, number>>,
): Promise<GradeResult> {
  for (const [phase, ms] of Object.entries(phases)) file.recordPhase(phase, ms)
  if (outcome === 'interrupted') return file.finish('incomplete')
  // What could not be judged may be this machine's fault: then the report and the terminal say so.
  if (file.verdict === 'undetermined') for (const line of await explain()) file.note(line)
  return file.finish()
}

async function attemptedOf(exercises: readonly Exercise[], submission: Submission): Promise<Set<string>> {
  const found = await Promise.all(
    exercises.map(async ({ id }) => ((await submission.exercise(id)) === undefined ? [] : [id])),
  )
  return new Set(found.flat())
}

/** A folder that was probably meant to hold the exercise: its name is all that is wrong with it. */
async function folderMeant(id: string, submission: Submission): Promise<string | undefined> {
  const names = foldersMeant(id, await folders(submission.root), await exerciseIds())
  if (names.length === 0) return undefined
  return `there is ${someOf(names.map(name => `${name}/`))}: rename it to ${id}/`
}

async function open(given: string, scratch: string): Promise<Submission> {
  return openSubmission(given, { scratch, exercises: await exerciseIds() })
}

/** Relative to where the person is, unless that leads up and away. */
export function shortPath(folder: string): string {
  const relative = path.relative(process.cwd(), folder)
  return relative.startsWith('..') ? folder : relative || '.'
}
