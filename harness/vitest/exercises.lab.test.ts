// vitest as a person runs it, from outside: the same verdicts as `day2 grade` gives, and what it says of each.
import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { PROJECT } from '#harness/host/project.ts'
import { resultAt } from '#harness/results/schema-for-tests.ts'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { casesIn, layOut } from '#harness/verify/cases.ts'

const WRONG = '04-schema-registry'
const RIGHT = '07-schema-evolution'
const ABSENT = '05-connect-file-pipeline'

const Report = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          title: z.string(),
          status: z.enum(['passed', 'failed', 'skipped', 'pending']),
          failureMessages: z.array(z.string()),
          location: z.object({ line: z.number() }).nullish(),
        }),
      ),
    }),
  ),
})

/** @returns exit code and standard output */
function command(file: string, args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string }>(resolve => {
    const run = { cwd: PROJECT, env: { ...surroundings(), NO_COLOR: '1', ...env }, maxBuffer: 64 << 20 }
    execFile(process.execPath, [file, ...args], run, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out: `${out}${err}` }),
    )
  })
}

/** What this run of vitest has set for its own workers is not meant for another one. */
const surroundings = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|VITE_|TEST$|NODE_ENV$|CI$)/.test(name)),
  )

async function vitest(submission: string, ...args: string[]) {
  const json = path.join(submission, '../vitest.json')
  const run = ['run', '--project', 'exercises', '--reporter=verbose', '--reporter=json']
  const { code, out } = await command(
    path.join(PROJECT, 'node_modules/vitest/vitest.mjs'),
    [...run, `--outputFile.json=${json}`, ...args],
    { DAY2_SUBMISSION: submission, DAY2_SEED: 'the same' },
  )
  const { testResults } = Report.parse(JSON.parse(readFileSync(json, 'utf8')))
  const files = new Map(
    testResults.map(({ name, assertionResults }) => [path.basename(path.dirname(name)), assertionResults]),
  )
  return { code, out, files }
}

const idOf = (title: string): string => title.split(':')[0] ?? ''
const file = (exercise: string): string => `suites/${exercise}/suite.ts`

test('the checks of a wrong exercise, a right one and one that is not there are as `day2 grade` judges them', {
  timeout: 900_000,
}, async () => {
  const submission = path.join(await testFolder(), 'work')
  const wrong = (await casesIn(WRONG, 'wrong')).find(({ name }) => name === 'always-true')
  if (!wrong) throw new Error(`there is no such case of ${WRONG}`)
  await layOut(wrong, submission)
  cpSync(path.join(PROJECT, 'solutions', RIGHT), path.join(submission, RIGHT), { recursive: true })

  const reports = path.join(submission, '../reports')
  const graded = await command(path.join(PROJECT, 'harness/cli.ts'), [
    ...['grade', WRONG, ABSENT, RIGHT, '--submission', submission, '--reports', reports],
    ...['--seed', 'the same', '--labs', '1', '--own-lab'],
  ])
  expect(graded.code, graded.out).toBe(1)
  const { code, out, files } = await vitest(submission, file(WRONG), file(ABSENT), file(RIGHT))
  expect(code).toBe(1)
  const { exercises } = resultAt(reports)
  for (const { id, checks } of exercises)
    expect(
      files.get(id)?.map(({ title, status }) => [idOf(title), status]),
      out,
    ).toEqual(checks.map(({ id, status }) => [id, status]))

  const checks = exercises.find(({ id }) => id === WRONG)?.checks ?? []
  for (const [index, told] of (files.get(WRONG) ?? []).entries()) {
    const { status, place, message = '', hint = '' } = checks[index] ?? {}
    expect(told.location?.line).toBe(place?.line)
    if (status !== 'failed') continue
    const [text = ''] = told.failureMessages
    expect(text).toContain(`CheckFailed: ${message.split('\n')[0]}`)
    expect(text).toContain(`Hint: ${hint}`)
    expect(text).toContain(`${file(WRONG)}:${place?.line}:`)
  }
  // The difference, as vitest shows that of an assertion.
  expect(out).toMatch(/Expected: .*false.*\n\s*Received: .*true/)
  expect(out).toContain(`not attempted: ${ABSENT}/ is missing or empty`)
})

test('a check by its name comes with what it needs; what that failed for is told in its place', {
  timeout: 600_000,
}, async () => {
  const submission = path.join(await testFolder(), 'work')
  cpSync(path.join(PROJECT, 'solutions', WRONG), path.join(submission, WRONG), { recursive: true })
  writeFileSync(path.join(submission, WRONG, 'register.ts'), 'console.error("no luck"); process.exit(3)')
  const { code, out, files } = await vitest(submission, '-t', 'rejects-breaking-change')
  expect(code, out).toBe(1)
  const run = [...files.values()].flat().filter(({ status }) => status !== 'skipped' && status !== 'pending')
  expect(run).toMatchObject([{ status: 'failed' }])
  expect(run[0]?.failureMessages[0]).toMatch(
    /^CheckFailed: rejects-breaking-change needs register-succeeds, which failed:\nregister did not succeed: .*3/,
  )
  expect(run[0]?.failureMessages[0]).toContain('no luck')

  const both = await vitest(submission, file(WRONG))
  expect(both.out).toMatch(/rejects-breaking-change: .*\[needs register-succeeds, which failed\]/)
})
