// Counts what the reports of a CI run say, in the one line that CI reads: "N passed, N failed".
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const reports = path.join(import.meta.dirname, '../reports')

const Tests = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
})
const Verify = z.object({
  results: z.array(z.object({ problems: z.array(z.string()) })),
  unkilled: z.array(z.string()),
})
const Grade = z.object({
  exercises: z.array(z.object({ checks: z.array(z.object({ status: z.string() })) })),
})

/** There the tests of an ordinary user are run as well; elsewhere all tests are an ordinary user's. */
const isRoot = process.getuid?.() === 0
const isThere = (file: string): boolean => existsSync(path.join(reports, file))

let passed = 0
let failed = 0
const count = (what: string, good: number, bad: number): void => {
  process.stdout.write(`${what}: ${good} passed, ${bad} failed\n`)
  passed += good
  failed += bad
}

/** A report that is missing, was cut short or says something else is a failure like any other. */
function read<T>(what: string, file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path.join(reports, file), 'utf8')))
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'no report' : 'no whole report'
    count(`${what} (${why})`, 0, 1)
    return undefined
  }
}

for (const [what, file] of [
  ['tests of the harness', 'check.json'],
  ['tests of the engines that need Docker', 'containers.json'],
  ['tests of the pages in a browser', 'browser.json'],
  ...(isThere('ordinary/check.json') || isRoot
    ? ([['tests as an ordinary user', 'ordinary/check.json']] as const)
    : []),
] as const) {
  const tests = read(what, file, Tests)
  if (tests) count(what, tests.numPassedTests, Math.max(tests.numFailedTests, tests.numFailedTestSuites))
}

const cases = 'cases that the grader is held against'
const verify = read(cases, 'verify.json', Verify)
if (verify) {
  const bad = verify.results.filter(({ problems }) => problems.length > 0).length
  count(cases, verify.results.length - bad, bad + verify.unkilled.length)
}

for (const folder of ['reference', 'ordinary', 'containers']) {
  const file = `${folder}/result.json`
  const isOwed = folder === 'reference' || (folder === 'ordinary' && isRoot)
  if (!isOwed && !isThere(file)) continue
  const what = `checks of the reference (${folder})`
  const grade = read(what, file, Grade)
  if (!grade) continue
  const checks = grade.exercises.flatMap(({ checks }) => checks)
  const good = checks.filter(({ status }) => status === 'passed').length
  count(what, good, checks.length - good)
}

process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
