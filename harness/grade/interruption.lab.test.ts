// What a Ctrl-C at a terminal does: it reaches every process of the command at once, the launcher and what it started.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import type { GradeResult } from '#harness/results/result.ts'
import { resultAt } from '#harness/results/schema-for-tests.ts'

let folder: string
let child: ChildProcess | undefined
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'day2-interruption-'))
})
afterEach(async () => {
  if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const text = (): string => readFileSync(path.join(folder, 'result.json'), 'utf8')
const result = (): GradeResult => resultAt(folder)

/** A grade of the reference in a process group of its own, as a shell starts it. */
async function start(env: Record<string, string>, more: string[] = []) {
  const launcher = path.join(PROJECT, 'harness/bin/day2.js')
  const submission = path.join(PROJECT, 'solutions')
  const args = [launcher, 'grade', '03', '--submission', submission, '--reports', folder, ...more]
  const group = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  })
  child = group
  let output = ''
  for (const stream of [group.stdout, group.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()))
  const ended = new Promise<number | null>(resolve => group.on('close', resolve))
  await poll(
    'a first verdict',
    () => existsSync(path.join(folder, 'result.json')) && (result().exercises[0]?.checks.length ?? 0) > 0,
    { deadlineMs: 120_000 },
  )
  return { group, ended, output: () => output }
}

/** JVMs and programs of a lab that belongs to no running grade. */
function lefts(): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'latin1')
        return environment.includes(`INTERRUPTION_TEST=${folder}\0`)
          ? [readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').slice(0, 200)]
          : []
      } catch {
        return []
      }
    })
}

test.each([
  ['in namespaces', {}, []],
  // In CI a grade that cannot shut programs in wants to be told that it may go on.
  ['without namespaces', { DAY2_NAMESPACES: '0' }, ['--isolation', 'none']],
])(
  'one Ctrl-C %s is one interruption: what was judged stays, nothing is judged any more, nothing is left',
  async (_, env, more) => {
    const { group, ended, output } = await start({ ...env, INTERRUPTION_TEST: folder }, more)
    process.kill(-(group.pid ?? 0), 'SIGINT')
    await poll('the grade to be finished', () => existsSync(path.join(folder, 'junit.xml')), {
      deadlineMs: 30_000,
    })
    const finished = text()
    expect(await ended).toBe(2)
    expect(text()).toBe(finished)
    expect(result().verdict).toBe('incomplete')
    expect(result().exercises.flatMap(({ checks }) => checks.map(({ status }) => status))).not.toContain(
      'failed',
    )
    expect(result().exercises.flatMap(({ checks }) => checks.map(({ status }) => status))).not.toContain(
      'harness-error',
    )
    // The summary is the last that is said.
    expect(output().trimEnd().split('\n').at(-1)).toMatch(/^Again {4}npm test -- /)
    await poll('everything to end', () => lefts().length === 0, { deadlineMs: 20_000 })
  },
)

test('a second grade into the same folder is told who has it; the first goes on', async () => {
  const { ended, group } = await start({})
  const before = result().startedAt
  const second = spawn(
    process.execPath,
    [path.join(PROJECT, 'harness/bin/day2.js'), 'grade', '04', '--reports', folder],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  second.stderr.on('data', (data: Buffer) => (said += data.toString()))
  expect(await new Promise(resolve => second.on('close', resolve))).toBe(2)
  expect(said).toMatch(/^Another grade \(process \d+, since \d\d:\d\d:\d\d\) is writing its reports into /)
  expect(result().startedAt).toBe(before)
  process.kill(-(group.pid ?? 0), 'SIGTERM')
  expect(await ended).toBe(2)
})
