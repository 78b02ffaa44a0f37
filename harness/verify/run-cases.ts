// Runs cases one after another on one bench: the lab stays warm, and is put back in order between two of them.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { newSeed } from '#harness/exercise/random.ts'
import { loadExercise } from '#harness/exercise/suites.ts'
import { Bench } from '#harness/grade/bench.ts'
import { HERE } from '#harness/host/place.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'
import { type Case, layOut } from './cases.ts'
import { type CaseResult, problemsOf } from './judge-case.ts'

export interface RunCasesOptions {
  runtime: Runtime
  /** The next case to run, or undefined when there is none left. */
  next: () => Promise<Case | undefined>
  seed: string | undefined
  onResult: (result: CaseResult) => void
}

export async function runCases({ runtime, next, seed, onResult }: RunCasesOptions): Promise<void> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-verify-'))
  const bench = new Bench({
    runtime,
    seed: seed ?? newSeed(),
    open: () => openEmbeddedLab({ runtime, shutIn: HERE.tmp === 'private' }),
    isolation: 'strict',
    reports: scratch,
  })
  try {
    for (let given = await next(); given; given = await next()) {
      onResult(await runCase(given, bench, path.join(scratch, 'submission'), seed ?? newSeed()))
    }
  } finally {
    await bench.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function runCase(given: Case, bench: Bench, folder: string, seed: string): Promise<CaseResult> {
  const started = performance.now()
  const { exercise, kind, name, title, fails } = given
  await layOut(given, folder)
  const submission = await openSubmission(folder, { scratch: `${folder}-unpacked` })
  const checks: CaseResult['checks'] = []
  await bench.run(
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
