import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ReportsFolder } from '#harness/results/reports-folder.ts'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { writeReport } from './write-report.ts'

test('both files appear whole, beside the reports of a grade', async () => {
  const folder = ReportsFolder.open(path.join(await testFolder(), 'deep', 'reports'))
  folder.write('result.json', '{}')
  writeReport(folder, { durationMs: 1, results: [], unkilled: [], ledger: [] })
  expect(readdirSync(folder.path).sort()).toEqual(['result.json', 'verify.html', 'verify.json'])
  expect(JSON.parse(readFileSync(path.join(folder.path, 'verify.json'), 'utf8'))).toMatchObject({
    results: [],
  })
})

test.runIf(process.platform === 'linux')('a place without room for folders is told at once', () => {
  expect(() => ReportsFolder.open('/proc/day2/reports')).toThrow('choose another one: --reports DIR')
})
