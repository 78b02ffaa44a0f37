// What a run of `day2 verify` leaves: verify.json for programs, verify.html for people.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { CaseResult } from './judge-case.ts'
import { renderPage } from './matrix-page.ts'

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

export function writeReport(folder: string, report: VerifyReport): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'verify.json'), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(path.join(folder, 'verify.html'), renderPage(report))
}
