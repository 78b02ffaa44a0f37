// The files of a run of `day2 verify`: verify.json for programs, verify.html for people.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { renderPage } from './matrix-page.ts'
import type { VerifyReport } from './verify-report.ts'

export function writeReport(folder: string, report: VerifyReport): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'verify.json'), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(path.join(folder, 'verify.html'), renderPage(report))
}
