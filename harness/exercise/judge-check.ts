// Runs the body of one check, and turns what it throws into a verdict.
import { patient } from '#harness/host/patience.ts'
import { within } from '#harness/host/within.ts'
import { FaultUnavailable, type Lab } from '#harness/lab/lab.ts'
import type { CheckResult } from '#harness/results/result.ts'
import type { RunningProgram } from '#harness/submission/run-program.ts'
import { type CheckContext, inCheck } from './check-context.ts'
import { CheckFailed } from './check-failed.ts'
import { evidenceOf } from './evidence-of.ts'
import type { Check, Tools } from './exercise.ts'
import type { Mistakes } from './mistakes.ts'
import { printed } from './program.ts'
import { submittedPlace } from './submitted-place.ts'

export type Judged = Omit<CheckResult, 'points'> & {
  /** It failed because a wait came to its end, or a program to its time limit: a machine that is too slow looks the same. */
  doubtful?: true | undefined
}

/** Seconds. No check of ours takes so long, unless it says so; one that does hangs. */
const LONGEST_CHECK = 300

export interface Running {
  /** Gives the check up. */
  given: AbortController
  context: CheckContext
  /** What the check does. */
  body?: Promise<unknown>
}

/** How long a check that is dropped may take to notice, in milliseconds; what it is in the middle of ends first. */
const DROPPED_MS = 10_000

/** Whether the body of a check that is dropped has come to its end. */
export async function settles(body: Promise<unknown> = Promise.resolve()): Promise<boolean> {
  const [settled] = await within(DROPPED_MS, Promise.allSettled([body]), [])
  return settled !== undefined
}

/**
 * Runs the body; what a client library throws past it, or a wait without an end, fails it as the grader's own fault. A body that has been
 * given up acts no more: each word that waits or acts asks first.
 */
async function guarded(body: () => Promise<void>, running: Running, longest = LONGEST_CHECK): Promise<void> {
  const limit = patient(longest * 1000)
  const { given, context } = running
  const { signal } = context
  let onUncaught: (error: unknown) => void = () => {}
  let onAbort: () => void = () => {}
  const timer = setTimeout(
    () => given.abort(new Error(`the check did not end within ${limit / 1000} s`)),
    limit,
  )
  const trouble = new Promise<never>((_, reject) => {
    onUncaught = reject
    onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort)
  })
  process.on('uncaughtException', onUncaught)
  try {
    running.body = inCheck(context, body)
    await Promise.race([running.body, trouble])
  } finally {
    process.off('uncaughtException', onUncaught)
    signal.removeEventListener('abort', onAbort)
    clearTimeout(timer)
  }
}

export interface Judging {
  tools: Tools
  /** Of the checks before it. */
  statuses: ReadonlyMap<string, Judged['status']>
  /** The programs that this check has started so far, filled as it goes. */
  recent: readonly RunningProgram[]
  lab: Lab
  mistakes: Mistakes
}

/** Runs one check, unless one that it needs has not passed. */
export async function judge(
  check: Check,
  { tools, statuses, recent, lab, mistakes }: Judging,
  running: Running,
): Promise<Judged> {
  const { id, title, points: maxPoints, needs = [] } = check
  const started = performance.now()
  const refusedBefore = lab.refused
  const result = (rest: Pick<Judged, 'status'> & Partial<Judged>): Judged => ({
    id,
    title,
    maxPoints,
    durationMs: Math.round(performance.now() - started),
    evidence: [],
    ...rest,
  })
  const missing = needs.filter(need => statuses.get(need) !== 'passed')
  const skipped = (names: string): Judged =>
    result({ status: 'skipped', message: `needs ${names}, which did not pass` })
  if (missing.length > 0) return skipped(missing.join(', '))
  mistakes.begin()
  const at = (): string => new Date().toISOString()
  try {
    await guarded(() => check.body(tools), running, check.limit)
    return result({ status: 'passed' })
  } catch (thrown) {
    const refused = lab.refused === refusedBefore ? undefined : lab.refused
    const error = await mistakes.orTampering(
      mistakes.causeOf(
        thrown instanceof CheckFailed ? (refused ?? (await lab.fault(started)) ?? thrown) : thrown,
      ),
    )
    if (error instanceof FaultUnavailable) return result({ status: 'skipped', message: error.message })
    if (error instanceof CheckFailed) {
      const root = mistakes.sameAs(check, error.finding)
      if (root !== undefined) return skipped(root)
      mistakes.failed(id, error.finding)
      const { message, expected, actual, hint = check.hint, evidence = [], deadline } = error.finding
      const told = new Set(evidence.map(({ source }) => source.split(',')[0]))
      const lines = recent
        .filter(program => !told.has(program.name))
        .slice(-2)
        .flatMap(printed)
      return result({
        status: 'failed',
        message,
        ...(expected === undefined ? {} : { expected }),
        ...(actual === undefined ? {} : { actual }),
        ...(hint === undefined ? {} : { hint }),
        ...(deadline ? { doubtful: true as const } : {}),
        ...(await submittedPlace(
          tools.workspace.folder,
          [...evidence, ...lines].map(({ text }) => text),
        )),
        evidence: [...evidence, ...lines].map(item => ({ at: at(), ...item })),
      })
    }
    return result({
      status: 'harness-error',
      message: `the grader could not judge this: ${error instanceof Error ? error.message : String(error)}`,
      evidence: evidenceOf(error, at()),
    })
  }
}
