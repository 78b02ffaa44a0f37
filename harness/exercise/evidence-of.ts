// What is shown of a fault that is not the submission's: the log of the component that ended, where one did, and where in the
// grader it was noticed.
import type { CheckResult } from '#harness/results/result.ts'

export type Evidence = CheckResult['evidence'][number]

/** Of the error and of what caused it, the first log that there is, and the stack. */
export function evidenceOf(error: unknown, at = new Date().toISOString()): Evidence[] {
  const log = logOf(error)
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return [
    ...(log === undefined ? [] : [{ at, source: 'the lab, last lines of the log', text: log }]),
    { at, source: 'grader', text },
  ]
}

/** @returns undefined where no log has a line */
function logOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('log' in error && typeof error.log === 'string' && error.log.trim() !== '') return error.log
  return logOf(error.cause)
}
