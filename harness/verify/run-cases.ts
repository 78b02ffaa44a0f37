// Cases side by side: each lane takes one after another, and its lab stays warm. A lane that hangs or dies costs the case that it had,
// which is reported as such; another one goes on with the rest.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { newSeed } from '#harness/exercise/random.ts'
import { loadExercise } from '#harness/exercise/suites.ts'
import type { LaneOptions } from '#harness/lane/lane.ts'
import { deal } from '#harness/lane/pool.ts'
import { RenewedLane } from '#harness/lane/renewed-lane.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'
import { type Case, layOut } from './cases.ts'
import { type CaseResult, problemsOf } from './judge-case.ts'

export interface RunCasesOptions extends Pick<LaneOptions, 'onStray' | 'limitMs' | 'command'> {
  /** How many lanes. */
  jobs: number
  /** For all cases; undefined for one of its own for each. */
  seed: string | undefined
  onResult: (result: CaseResult) => void
}

/** @throws Error where no lane can be opened */
export async function runCases(cases: readonly Case[], options: RunCasesOptions): Promise<void> {
  const { jobs, seed, onResult, onStray = toStandardError, limitMs, command } = options
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-verify-'))
  const places = new Map<RunsExercises, string>()
  for (let job = 1; job <= jobs; job++) {
    const own = path.join(scratch, `lane-${job}`)
    await mkdir(own)
    // What lies there no program finds, as with the reports of a grade.
    const settings = { seed: '', isolation: 'strict' as const, reports: own, anywhere: true }
    // A case that a lane dies under is a finding, so nothing is tried again.
    places.set(new RenewedLane({ ...settings, visible: [], tries: 1, onStray, limitMs, command }), own)
  }
  let done = 0
  try {
    await deal(
      cases.map(given => ({ given, seconds: undefined })),
      [...places.keys()],
      async ({ given }, lane) => {
        const folder = path.join(places.get(lane) ?? scratch, 'submission')
        onResult(await runCase(given, lane, folder, seed ?? newSeed()))
        done += 1
      },
      new AbortController().signal,
    )
    if (done < cases.length) throw new Error('no lab could be opened; what was in its way stands above')
  } finally {
    await Promise.all([...places.keys()].map(lane => lane.close()))
    await rm(scratch, { recursive: true, force: true })
  }
}

async function runCase(given: Case, lane: RunsExercises, folder: string, seed: string): Promise<CaseResult> {
  const started = performance.now()
  const { exercise, kind, name, title, fails } = given
  await layOut(given, folder)
  const submission = await openSubmission(folder, { scratch: `${folder}-unpacked` })
  const checks: CaseResult['checks'] = []
  await lane.run(
    await loadExercise(exercise),
    submission,
    {
      onCheck: ({ id, status, durationMs, message, expected, actual, evidence }) => {
        const surprise = [
          expected && `expected: ${expected}`,
          actual && `actual: ${actual}`,
          ...evidence.map(({ source, text }) => `${source}:\n${text}`),
        ]
        const details = surprise.filter(Boolean).join('\n')
        checks.push({
          id,
          status,
          durationMs,
          ...(message ? { message } : {}),
          ...(details ? { details } : {}),
        })
      },
    },
    seed,
  )
  const durationMs = Math.round(performance.now() - started)
  return { exercise, kind, name, title, fails, seed, durationMs, checks, problems: problemsOf(given, checks) }
}

const toStandardError = (line: string): void => void process.stderr.write(`  (a lane printed) ${line}\n`)
