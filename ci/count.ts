// Counts what the reports of a CI run say, in the one line that CI reads: "N passed, N failed".
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const reports = path.join(import.meta.dirname, '../reports')

function read(file: string): Record<string, unknown> | undefined {
  const full = path.join(reports, file)
  return existsSync(full) ? (JSON.parse(readFileSync(full, 'utf8')) as Record<string, unknown>) : undefined
}

let passed = 0
let failed = 0
const count = (what: string, good: number, bad: number): void => {
  process.stdout.write(`${what}: ${good} passed, ${bad} failed\n`)
  passed += good
  failed += bad
}

for (const [what, file] of [
  ['tests of the harness', 'check.json'],
  ['tests of the engines that need Docker', 'containers.json'],
  // Written where an ordinary user could be made; elsewhere the other tests are an ordinary user's.
  ...(existsSync(path.join(reports, 'ordinary/check.json')) || process.getuid?.() === 0
    ? ([['tests as an ordinary user', 'ordinary/check.json']] as const)
    : []),
] as const) {
  const tests = read(file) as
    | { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number }
    | undefined
  if (tests) count(what, tests.numPassedTests, Math.max(tests.numFailedTests, tests.numFailedTestSuites))
  else count(`${what} (no report)`, 0, 1)
}

const verify = read('verify.json') as { results: { problems: string[] }[]; unkilled: string[] } | undefined
if (verify) {
  const bad = verify.results.filter(({ problems }) => problems.length > 0).length
  count('cases that the grader is held against', verify.results.length - bad, bad + verify.unkilled.length)
} else count('cases that the grader is held against (no report)', 0, 1)

for (const folder of ['reference', 'ordinary', 'containers']) {
  const grade = read(`${folder}/result.json`) as { exercises: { checks: { status: string }[] }[] } | undefined
  if (!grade) {
    if (folder === 'reference' || (folder === 'ordinary' && process.getuid?.() === 0))
      count(`checks of the reference (${folder}: no report)`, 0, 1)
    continue
  }
  const checks = grade.exercises.flatMap(({ checks }) => checks)
  const good = checks.filter(({ status }) => status === 'passed').length
  count(`checks of the reference (${folder})`, good, checks.length - good)
}

process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
