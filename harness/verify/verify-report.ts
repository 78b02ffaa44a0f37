// What a run of `day2 verify` has to tell.
import type { CaseResult } from './judge-case.ts'

export interface VerifyReport {
  durationMs: number
  results: CaseResult[]
  /** Checks (`exercise/id`) that no wrong case was caught by; empty where only some cases were run. */
  unkilled: string[]
  ledger: { check: string; runs: number; failures: number }[]
}

/** How often each check of right work (a reference or an unusual case) was run, and how often it did not pass. */
export function ledgerOf(results: readonly CaseResult[]): VerifyReport['ledger'] {
  const rows = new Map<string, { check: string; runs: number; failures: number }>()
  for (const { exercise, kind, checks } of results) {
    if (kind !== 'reference' && kind !== 'unusual') continue
    for (const { id, status } of checks) {
      const check = `${exercise}/${id}`
      const row = rows.get(check) ?? { check, runs: 0, failures: 0 }
      rows.set(check, { check, runs: row.runs + 1, failures: row.failures + (status === 'passed' ? 0 : 1) })
    }
  }
  return [...rows.values()]
}
