// A lab that stays, from outside: the commands as a person types them, and what is left of it when it ends, however it does.
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day2 as command, startDay2 } from '#harness/commands/testing/day2-for-tests.ts'
import { poll } from '#harness/host/poll.ts'
import { startOf } from '#harness/host/process-start.ts'
import { PROJECT } from '#harness/host/project.ts'
import { resultAt } from '#harness/results/schema-for-tests.ts'
import { treeOf } from '#harness/sandbox/tree-usage.ts'
import { lease } from './lease.ts'
import { type StayFolder, stayFolder } from './shelf.ts'
import { readState, writeState } from './state.ts'

let root: string
let env: Record<string, string>
let folder: StayFolder
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'day2-stay-'))
  // In a CI evidence is kept, and the reports of these tests are below /tmp.
  env = { XDG_RUNTIME_DIR: root, CI: '' }
  folder = stayFolder(undefined, path.join(root, 'day2-kafka'))
})
afterAll(async () => {
  await day2('down')
  await rm(root, { recursive: true, force: true })
})

const day2 = (...args: string[]) => command(args, env)
const state = () => {
  const found = readState(folder.state)
  if (!found) throw new Error('no lab stays')
  return found
}

/** The reference of an exercise that needs little, below /tmp, where the lab cannot see it. */
async function submission(): Promise<string> {
  const work = path.join(root, 'work')
  await cp(path.join(PROJECT, 'solutions/04-schema-registry'), path.join(work, '04-schema-registry'), {
    recursive: true,
  })
  return work
}

/** A grade that has nothing to do: it tells which lab it would use, and opens none. */
async function idleGrade(more: string[] = [], other: Record<string, string> = {}): Promise<string> {
  const empty = path.join(root, 'empty')
  await mkdir(empty, { recursive: true })
  const reports = path.join(root, 'idle-reports')
  const args = ['grade', '04', '--submission', empty, '--reports', reports, ...more]
  return (await command(args, { ...env, ...other })).output
}

/** All processes of the lab that stays, by id and start. */
const processes = (): [number, string][] =>
  treeOf(state().pid).flatMap(pid => {
    const started = startOf(pid)
    return started === undefined ? [] : [[pid, started] as [number, string]]
  })

const untilGone = (all: readonly [number, string][]) =>
  poll('every process of the lab to end', () => all.every(([pid, start]) => startOf(pid) !== start), {
    deadlineMs: 60_000,
  })

test('up opens it and says where it is; a second one finds it there', async () => {
  const first = await day2('up')
  expect(first.output).toMatch(/The lab is up\.\n.*brokers +127\.0\.0\.1:9092,/s)
  expect(first.code).toBe(0)
  const { pid } = state()
  expect((await day2('up')).output).toMatch(/The lab is there already/)
  expect(state().pid).toBe(pid)
})

test('grades run in it one after the other, each on the submission as it is then, and leave nothing', async () => {
  const work = await submission()
  const reports = path.join(root, 'reports')
  const grade = () => day2('grade', '04', '--submission', work, '--reports', reports)
  const good = await grade()
  expect(good.output).toMatch(/^Uses the lab that stays\.\n/)
  expect(good.code).toBe(0)
  await rm(path.join(work, '04-schema-registry'), { recursive: true })
  await mkdir(path.join(work, '04-schema-registry'))
  await writeFile(path.join(work, '04-schema-registry/register.sh'), 'echo not yet; exit 3\n')
  const bad = await grade()
  expect(bad.output).toMatch(/^Uses the lab that stays\.\n/)
  expect(bad.code).toBe(1)
  expect(resultAt(reports).exercises[0]?.checks[0]).toMatchObject({
    id: 'register-succeeds',
    status: 'failed',
  })
  expect(await readdir(folder.inbox)).toEqual([])
})

test('where it does not fit, a grade says why', async () => {
  const own = 'Opens a lab of its own, not the one that stays: '
  expect(await idleGrade([], { PATH: `${process.env.PATH}:/nowhere` })).toContain(
    `${own}since it was opened, PATH changed`,
  )
  expect(await idleGrade(['--labs', '2'])).toContain(`${own}it has one lab, and 2 are asked for`)
  expect(await idleGrade(['--isolation', 'none'])).toContain(`${own}it was opened with --isolation standard`)
  // Made in the temporary folder: below /tmp, where that lies there.
  if (root.startsWith('/tmp/'))
    expect(await idleGrade(['--keep'])).toContain(
      `${own}it has a /tmp of its own, and evidence is to be kept`,
    )
  const before = state()
  writeState(folder.state, { ...before, fits: { ...before.fits, 'the grader or its suites': 'another' } })
  expect(await idleGrade()).toContain(`${own}since it was opened, the grader or its suites changed`)
  writeState(folder.state, before)
  expect(await idleGrade(['--own-lab'])).not.toContain('stays')
})

test('whoever comes while it is used is told by whom', async () => {
  const lent = await lease(folder, { command: 'something', seed: '' })
  if ('busy' in lent) throw new Error('nobody else should have it')
  expect(await idleGrade()).toMatch(
    /the one that stays is used by day2 something \(process \d+, since \d\d:\d\d:\d\d\)/,
  )
  await lent.close()
  await poll('it to be free', async () => (await idleGrade()).startsWith('Uses the lab that stays.'), {
    deadlineMs: 60_000,
  })
})

test('a grade that is killed gives it back, in order', async ({ onTestFailed }) => {
  onTestFailed(() => void process.stderr.write(readFileSync(folder.log, 'utf8')))
  const slow = path.join(root, 'slow')
  await mkdir(path.join(slow, '05-connect-file-pipeline'), { recursive: true })
  await writeFile(path.join(slow, '05-connect-file-pipeline/setup.sh'), 'echo begun; sleep 1000')
  await writeFile(path.join(slow, '05-connect-file-pipeline/status.sh'), 'exit 0')
  const reports = path.join(root, 'slow-reports')
  const grade = startDay2(['grade', '05', '--submission', slow, '--reports', reports], env)
  await poll(
    'the exercise to begin',
    () => existsSync(path.join(reports, 'result.json')) && resultAt(reports).exercises.length === 1,
    { deadlineMs: 120_000 },
  )
  expect(grade.output()).toContain('Uses the lab that stays.')
  grade.child.kill('SIGKILL')
  await poll('it to be free', async () => (await idleGrade()).startsWith('Uses the lab that stays.'), {
    deadlineMs: 120_000,
    everyMs: 1000,
  })
  await rm(path.join(root, 'work'), { recursive: true, force: true })
  const work = await submission()
  const after = await day2('grade', '04', '--submission', work, '--reports', path.join(root, 'reports'))
  expect(after.output).toMatch(/^Uses the lab that stays\.\n/)
  expect(after.code).toBe(0)
})

test('a process of it that ends while nobody uses it costs nobody anything', async () => {
  const broker = processes().find(([pid]) =>
    readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('kafka.Kafka'),
  )
  if (!broker) throw new Error('there must be a broker')
  process.kill(broker[0], 'SIGKILL')
  await untilGone([broker])
  const reports = path.join(root, 'reports')
  const { code } = await day2('grade', '04', '--submission', path.join(root, 'work'), '--reports', reports)
  expect(code).toBe(0)
  expect(resultAt(reports).exercises[0]?.notes?.join()).toContain('runs on a new lab, since something')
})

test('a lender that is SIGKILLed leaves no process, and what it left on disk misleads nobody', async () => {
  const all = processes()
  expect(all.length).toBeGreaterThan(5)
  process.kill(state().pid, 'SIGKILL')
  await untilGone(all)
  expect(existsSync(folder.state)).toBe(true)
  expect(await idleGrade()).not.toContain('stays')
  expect(existsSync(folder.state)).toBe(false)
  expect((await day2('down')).output).toBe('No lab stays here.\n')
})

test('one that nobody uses ends by itself', async () => {
  await day2('down')
  const { code, output } = await day2('up', '--idle', '0.2')
  expect(code, output).toBe(0)
  await untilGone(processes())
  expect(readFileSync(folder.log, 'utf8')).toContain('ended: nobody has used it for')
  expect([existsSync(folder.state), existsSync(folder.socket)]).toEqual([false, false])
})

test('down ends it', async () => {
  expect((await day2('up')).code).toBe(0)
  const all = processes()
  const { code, output } = await day2('down')
  expect([code, output]).toEqual([0, 'The lab has ended.\n'])
  await untilGone(all)
})
