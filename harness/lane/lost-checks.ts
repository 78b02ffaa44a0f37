// What becomes of checks that were not judged because what they ran in is gone.
import type { Check } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'

/** Harness errors, the first of which says why: once is enough. */
export const lostChecks = (checks: readonly Check[], message: string): Judged[] =>
  checks.map(({ id, title, points }, index) => ({
    id,
    title,
    maxPoints: points,
    status: 'harness-error',
    durationMs: 0,
    evidence: [],
    message: index === 0 ? message : `for the reason given at ${checks[0]?.id}`,
  }))
