// The trip of a grade, one way: open the submission, open a lab, run its programs, observe, judge, write down.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pc from 'picocolors'
import { explain } from '#harness/doctor/explain.ts'
import type { Exercise } from '#harness/exercise/exercise.ts'
import { declaredChecks, type Judged } from '#harness/exercise/run-exercise.ts'
import { exerciseIds, loadExercise } from '#harness/exercise/suites.ts'
import { dieWithLauncher, inNamespaces } from '#harness/host/namespaces.ts'
import { VERSION } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import type { EngineName, Lab } from '#harness/lab/lab.ts'
import { writeRenderings } from '#harness/results/renderings.ts'
import { ReportsUnwritable } from '#harness/results/reports-folder.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { openResultFile, type ResultFile } from '#harness/results/result-file.ts'
import { renderSummary } from '#harness/results/terminal.ts'
import { exitCode, sumPoints } from '#harness/results/verdict.ts'
import { KAFKA_VERSION, type Runtime } from '#harness/runtime/runtime.ts'
import { openSubmission, type Submission } from '#harness/submission/open-submission.ts'
import { Bench } from './bench.ts'
import { controlRun } from './control-run.ts'
import { liveReport } from './live-report.ts'

export interface GradeRequest {
  exercises: string[]
  submission: string
  reports: string
  seed: string
  engine: {
    name: EngineName
    /** Why this one, where it was chosen rather than asked for. */
    reason?: string
    runtime: Runtime
    open: (tell: (text: string) => void) => Promise<Lab>
  }
  /** Run the reference in the same lab where a check failed by waiting in vain. */
  control: boolean
  /** What was typed beside exercises and seed, for the line that replays the grade. */
  typed: string[]
}

/** @returns the exit code */
export async function gradeSubmission(request: GradeRequest): Promise<number> {
  const { engine, seed, reports } = request
  const { runtime } = engine
  const started = performance.now()
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-submission-'))
  try {
    const submission = await open(request.submission, scratch)
    const unpacked = performance.now()
    const exercises = await Promise.all(request.exercises.map(loadExercise))
    const file = openResultFile({
      reports,
      header: {
        maxPoints: sumPoints(exercises.map(pointsOf)),
        seed,
        grader: {
          version: VERSION,
          engine: engine.name,
          kafka: KAFKA_VERSION,
          java: runtime.jdk.version,
          node: process.versions.node,
        },
        ...(engine.reason === undefined ? {} : { engineReason: engine.reason }),
        submission: { path: submission.path, digest: submission.digest },
        selected: request.exercises,
        options: request.typed,
        startedAt: new Date().toISOString(),
        ...(submission.notes.length > 0 ? { notes: [...submission.notes] } : {}),
      },
    })
    file.recordPhase('submission', unpacked - started)
    const report = liveReport(file)
    const interrupted = new AbortController()
    onInterrupt(signal => interrupted.abort(signal))

    const tell = (text: string): void => void process.stderr.write(`${text}\n`)
    const bench = new Bench({ runtime, seed, open: () => engine.open(tell) })
    bench.watchFolder(scratch)
    const grading = (async () => {
      try {
        for (const exercise of exercises) {
          await gradeExercise(exercise, submission, bench, report, request.control ? scratch : undefined)
        }
        for (const [phase, ms] of Object.entries(bench.phases)) file.recordPhase(phase, ms)
      } finally {
        await bench.close()
      }
    })()
    const stopped = new Promise<'interrupted'>(resolve =>
      interrupted.signal.addEventListener('abort', () => resolve('interrupted')),
    )
    const outcome = await Promise.race([grading.then(() => 'finished' as const), stopped])
    const finished = outcome === 'interrupted' ? file.finish('incomplete') : file.finish()
    const result = finished.verdict === 'undetermined' ? await withReasons(file) : finished
    writeRenderings(file.reports, result)
    const look = { colour: pc.isColorSupported, width: process.stdout.columns ?? 100 }
    process.stdout.write(`\n${renderSummary(result, look, { reports: shortPath(reports) })}\n`)
    if (outcome === 'interrupted') await bench.close()
    return exitCode(result.verdict)
  } catch (error) {
    if (error instanceof ReportsUnwritable) throw new UserError(error.message)
    throw error
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const pointsOf = (exercise: Exercise): number =>
  sumPoints(declaredChecks(exercise).map(check => check.points))

/** What could not be judged may be this machine's fault: then the report and the terminal say so. */
async function withReasons(file: ResultFile): Promise<GradeResult> {
  for (const line of await explain()) file.note(line)
  return file.snapshot()
}

async function gradeExercise(
  exercise: Exercise,
  submission: Submission,
  bench: Bench,
  report: ReturnType<typeof liveReport>,
  /** A folder for the control run's use, or undefined where there is to be none. */
  control: string | undefined,
): Promise<void> {
  const checks = declaredChecks(exercise)
  const declared = { id: exercise.id, title: exercise.title, maxPoints: pointsOf(exercise) }
  if ((await submission.exercise(exercise.id)) === undefined) {
    report.notAttempted({
      ...declared,
      checks: checks.map(({ id, title, points }) => ({ id, title, maxPoints: points })),
    })
    return
  }
  report.begin(declared, checks)
  const doubtful: Judged[] = []
  await bench.run(exercise, submission, {
    onBegin: check => report.beginCheck(check.id),
    onCheck: judged => {
      report.check(exercise.id, judged)
      if (judged.status === 'failed' && judged.doubtful) doubtful.push(judged)
    },
    onNote: note => report.note(exercise.id, note),
  })
  if (control !== undefined && doubtful.length > 0) {
    report.note(exercise.id, `control run with the reference, for ${doubtful.map(({ id }) => id).join(', ')}`)
    for (const judged of await controlRun(exercise, doubtful, bench, control))
      report.amend(exercise.id, judged)
  }
  report.end(exercise.id)
}

async function open(given: string, scratch: string): Promise<Submission> {
  return openSubmission(given, { scratch, exercises: await exerciseIds() })
}

/** Relative to where the person is, unless that leads up and away. */
function shortPath(folder: string): string {
  const relative = path.relative(process.cwd(), folder)
  return relative.startsWith('..') ? folder : relative || '.'
}

/** A first Ctrl-C (or a SIGTERM) ends the grade in order; what has been judged stays. */
function onInterrupt(stop: (signal: string) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(signal))
  if (inNamespaces()) void dieWithLauncher(stop)
}
