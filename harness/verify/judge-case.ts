// Did the grader do right by a case?
import { z } from 'zod'
import { CASE_KINDS, type Case } from './cases.ts'

export const CaseResult = z.object({
  exercise: z.string(),
  kind: z.enum(CASE_KINDS),
  name: z.string(),
  title: z.string(),
  fails: z.array(z.string()),
  seed: z.string(),
  durationMs: z.number(),
  checks: z.array(
    z.object({
      id: z.string(),
      status: z.enum(['passed', 'failed', 'skipped', 'harness-error']),
      durationMs: z.number(),
      message: z.string().optional(),
      /** Expected, actual and evidence, for whoever looks into a surprise. */
      details: z.string().optional(),
    }),
  ),
  /** What is not as it should be; empty where the grader did right. */
  problems: z.array(z.string()),
})
export type CaseResult = z.infer<typeof CaseResult>

export function problemsOf(
  { kind, fails }: Pick<Case, 'kind' | 'fails'>,
  checks: CaseResult['checks'],
): string[] {
  const problems: string[] = []
  for (const { id, message } of checks.filter(({ status }) => status === 'harness-error')) {
    problems.push(`${id}: harness error: ${message ?? ''}`)
  }
  const failed = checks.filter(({ status }) => status === 'failed')
  switch (kind) {
    case 'reference':
    case 'unusual':
      for (const { id, message } of failed) problems.push(`${id} failed: ${message ?? ''}`)
      break
    case 'starter':
      for (const { id } of checks.filter(({ status }) => status === 'passed'))
        problems.push(`${id} passed for the starter`)
      break
    // One that must fail names its checks, as a wrong one does; one that must not is right, unless it reaches what it is after.
    case 'hostile':
    case 'wrong': {
      const known = new Set(checks.map(({ id }) => id))
      for (const id of fails) {
        if (!known.has(id)) problems.push(`there is no check ${id}`)
        else if (!failed.some(check => check.id === id)) problems.push(`${id} did not catch it`)
      }
      for (const { id, message } of failed)
        if (!fails.includes(id)) problems.push(`${id} failed too: ${message ?? ''}`)
    }
  }
  return problems
}
