// The command itself, from outside: exit codes, what it leaves, and that nothing is left when it is interrupted or killed.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day2 as runDay2, startDay2 } from '#harness/commands/testing/day2-for-tests.ts'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import { resultAt } from '#harness/results/schema-for-tests.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'day2-grade-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const day2 = (...args: string[]) => runDay2(args)

const result = resultAt

/** Processes whose command line or working folder has to do with this test's folder or a lab. */
function strays(): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
        const cwd = readlinkSync(`/proc/${pid}/cwd`)
        return `${command} ${cwd}`.includes(folder) ? [command] : []
      } catch {
        return []
      }
    })
}

async function submission(files: Record<string, string>): Promise<string> {
  const root = path.join(folder, 'my work – Übung')
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
    if (!path.basename(name).includes('.')) await chmod(file, 0o755)
  }
  return root
}

test('what the person can mend is one message and exit code 2', async () => {
  const unknown = await day2('grade', '99')
  expect(unknown.code).toBe(2)
  expect(unknown.output).toMatch(/There is no exercise "99". Known are:\n {2}01-multi-broker-cluster\n/)
  const nowhere = await day2('grade', '--submission', path.join(folder, 'nowhere'))
  expect(nowhere).toMatchObject({
    code: 2,
    output: expect.stringMatching(/^There is no submission at .*nowhere\.\n$/),
  })
  expect((await day2('grade', '--sed', 'x')).code).toBe(2)
  await writeFile(path.join(folder, 'file'), '')
  const unwritable = await day2('grade', '04', '--reports', path.join(folder, 'file', 'reports'))
  expect(unwritable.code).toBe(2)
  expect(unwritable.output).toMatch(/cannot write reports to/)
})

test('an empty cache without Maven is refused with what to install', async () => {
  const env = { PATH: folder, DAY2_CACHE: path.join(folder, 'cache') }
  const { ended, output } = startDay2(['grade', '04', '--engine', 'embedded'], env)
  expect(await ended).toBe(2)
  expect(output()).toMatch(/`mvn` is not on the PATH/)
  expect(output()).toMatch(/sudo apt-get install maven/)
})

test('nothing attempted is exit code 1, all points to be had, and no failure of the grader', async () => {
  const reports = path.join(folder, 'reports')
  const { code, output } = await day2(
    'grade',
    '04',
    '05',
    '--submission',
    await submission({ 'notes.txt': 'later', 'ex4/register.sh': 'exit 0' }),
    '--reports',
    reports,
  )
  expect(code).toBe(1)
  expect(output.replaceAll(/\s+/g, ' ')).toContain(
    'not attempted: 04-schema-registry/ is missing or empty (10 points to be had); there is ex4/: rename it to 04-schema-registry/',
  )
  const { verdict, points, maxPoints, exercises, phases } = result(reports)
  // Nothing was to be graded, so no lab was opened.
  expect(Object.keys(phases)).toEqual(['submission'])
  expect({ verdict, points, maxPoints, exercises: exercises.map(each => each.verdict) }).toEqual({
    verdict: 'failed',
    points: 0,
    maxPoints: 20,
    exercises: ['not-attempted', 'not-attempted'],
  })
  expect(readFileSync(path.join(reports, 'junit.xml'), 'utf8')).toMatch(/<skipped/)
})

test('a zip of the reference passes, replays by its seed, and its digest is that of the folder', async () => {
  const root = path.join(folder, 'work')
  await cp(path.join(PROJECT, 'solutions/04-schema-registry'), path.join(root, '04-schema-registry'), {
    recursive: true,
  })
  execFileSync('python3', ['-m', 'zipfile', '-c', path.join(folder, 'work.zip'), '04-schema-registry'], {
    cwd: root,
  })
  const reports = [path.join(folder, 'a'), path.join(folder, 'b')] as const
  const zipped = await day2(
    'grade',
    '04',
    '--submission',
    path.join(folder, 'work.zip'),
    '--reports',
    reports[0],
    '--seed',
    'again',
  )
  expect(zipped.output).toMatch(/Passed: 10 of 10 points/)
  expect(zipped.code).toBe(0)
  const plain = await day2('grade', '04', '--submission', root, '--reports', reports[1])
  expect(plain.code).toBe(0)
  expect(result(reports[0])).toMatchObject({
    seed: 'again',
    verdict: 'passed',
    submission: { digest: result(reports[1]).submission.digest },
  })
  expect(strays()).toEqual([])
})

const slow = {
  '05-connect-file-pipeline/setup.sh': 'echo begun; sleep 1000',
  '05-connect-file-pipeline/status.sh': 'exit 0',
}

test('Ctrl-C ends a grade in order: what was judged stays, the verdict is incomplete, nothing is left', async () => {
  const reports = path.join(folder, 'reports')
  const grade = startDay2(['grade', '05', '--submission', await submission(slow), '--reports', reports])
  await poll(
    'the exercise to begin',
    () => existsSync(path.join(reports, 'result.json')) && result(reports).exercises.length === 1,
    { deadlineMs: 60_000 },
  )
  grade.child.kill('SIGINT')
  expect(await grade.ended).toBe(2)
  expect(result(reports).verdict).toBe('incomplete')
  expect(existsSync(path.join(reports, 'junit.xml'))).toBe(true)
  expect(strays()).toEqual([])
})

test('a grade that is SIGKILLed leaves what it had, and no process', async () => {
  const reports = path.join(folder, 'reports')
  const grade = startDay2(['grade', '05', '--submission', await submission(slow), '--reports', reports])
  await poll(
    'the exercise to begin',
    () => existsSync(path.join(reports, 'result.json')) && result(reports).exercises.length === 1,
    { deadlineMs: 60_000 },
  )
  grade.child.kill('SIGKILL')
  await poll('every process to end', () => strays().length === 0, { deadlineMs: 30_000 })
  expect(result(reports).verdict).toBe('incomplete')
})
