// The files of a run of `day2 verify`: verify.json for programs, verify.html for people.
import type { ReportsFolder } from '#harness/results/reports-folder.ts'
import { renderPage } from './matrix-page.ts'
import type { VerifyReport } from './verify-report.ts'

/** @throws ReportsUnwritable */
export function writeReport(folder: ReportsFolder, report: VerifyReport): void {
  folder.write('verify.json', `${JSON.stringify(report, null, 2)}\n`)
  folder.write('verify.html', renderPage(report))
}
