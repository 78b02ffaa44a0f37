// A shell where a program would run: what it finds, and what is left of it.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day2 as command, startDay2 } from '#harness/commands/testing/day2-for-tests.ts'
import { poll } from '#harness/host/poll.ts'
import { startOf } from '#harness/host/process-start.ts'
import { PROJECT } from '#harness/host/project.ts'
import { treeOf } from '#harness/sandbox/tree-usage.ts'
import { stayFolder } from './shelf.ts'
import { readState } from './state.ts'

let root: string
let env: Record<string, string>
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'day2-shell-'))
  env = { XDG_RUNTIME_DIR: root }
  await command(['up'], env)
})
afterAll(async () => {
  await command(['down'], env)
  await rm(root, { recursive: true, force: true })
})

const shell = (...args: string[]) => command(['shell', ...args], env)

test("the guide's own lines work by hand, and the command's exit code is passed on", async () => {
  const { code, output } = await shell(
    '--',
    'bash',
    '-c',
    'docker exec kafka-1 kafka-topics --bootstrap-server localhost:9092 --create --topic by-hand && ' +
      'kafka-topics --bootstrap-server $BOOTSTRAP_SERVERS --list && curl -s $SCHEMA_REGISTRY_URL/subjects; exit 37',
  )
  expect(output).toMatch(/^by-hand$/m)
  expect(output).toMatch(/\[\]/)
  expect(code).toBe(37)
})

test("it has an exercise's folder and inputs, and of the grader what a program finds", async () => {
  const suites = path.join(PROJECT, 'suites')
  const { code, output } = await shell(
    ...['--exercise', '05', '--submission', path.join(PROJECT, 'solutions'), '--'],
    ...[
      'bash',
      '-c',
      `basename "$PWD"; ls; cat "$INPUT_FILE"; ls "$INPUT_DIR"; ls ${suites} 2>/dev/null | wc -l; kafka-topics --bootstrap-server localhost:9092 --list`,
    ],
  )
  expect(output).toMatch(
    /^05-connect-file-pipeline\n(.*\n)*setup\.\w+\n(.*\n)*line 1 of .*\n(.*\n)*part-3\.txt\n0\n/m,
  )
  // Nothing is left of the one before.
  expect(output).not.toContain('by-hand')
  expect(code).toBe(0)
})

test('what runs in it ends when the command is killed', async () => {
  const lender = readState(stayFolder(undefined, path.join(root, 'day2-kafka')).state)
  if (!lender) throw new Error('the lab must be there')
  const living = (): number => treeOf(lender.pid).filter(pid => startOf(pid) !== undefined).length
  const before = living()
  const started = startDay2(['shell', '--', 'sh', '-c', 'echo begun; sleep 1000'], env)
  await poll('the command to begin', () => started.output().includes('begun'), { deadlineMs: 100_000 })
  started.child.kill('SIGKILL')
  // The lab is lent again only once that one has left it.
  expect((await shell('--', 'sh', '-c', 'ps ax | grep -c "[s]leep 1000"')).output).toMatch(/^0$/m)
  await poll('the lab to be as it was', () => living() <= before, { deadlineMs: 60_000 })
})
