// A class of two on real labs: killed with everything in it, the same command goes on, and the marks are right.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { ClassResult } from '#harness/batch/class-result.ts'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import { testFolder } from '#harness/submission/testing/test-folder.ts'

const EXERCISES = ['01-multi-broker-cluster', '04-schema-registry']

function batch(
  given: string,
  reports: string,
): { child: ChildProcess; said: string[]; ended: Promise<number | null> } {
  const only = EXERCISES.flatMap(id => ['--only', id])
  const args = [
    path.join(PROJECT, 'harness/cli.ts'),
    'batch',
    given,
    '--reports',
    reports,
    '--labs',
    '1',
    ...only,
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    readline.createInterface({ input: stream }).on('line', line => said.push(line))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, said, ended: new Promise(resolve => child.on('close', resolve)) }
}

function stored(reports: string): Map<string, string> {
  const results = path.join(reports, '.day2/results')
  if (!existsSync(results)) return new Map()
  const files = readdirSync(results, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.json'),
  )
  return new Map(files.map(name => [name, readFileSync(path.join(results, name), 'utf8')]))
}

test('killed in the midst of it, it goes on', { timeout: 900_000 }, async () => {
  const folder = await testFolder()
  const given = path.join(folder, 'class')
  const reports = path.join(folder, 'reports')
  for (const [name, from] of [
    ['ada', 'solutions'],
    ['bob', 'starter'],
  ] as const)
    for (const id of EXERCISES) {
      mkdirSync(path.join(given, name), { recursive: true })
      cpSync(path.join(PROJECT, from, id), path.join(given, name, id), { recursive: true })
    }
  const first = batch(given, reports)
  await poll('the first result', () => stored(reports).size > 0, { deadlineMs: 400_000 })
  first.child.kill('SIGKILL')
  await first.ended
  const before = stored(reports)
  expect(before.size).toBeLessThan(4)

  const second = batch(given, reports)
  expect(await second.ended, second.said.join('\n')).toBe(0)
  const after = stored(reports)
  expect(after.size).toBe(4)
  for (const [file, text] of before) expect(after.get(file)).toBe(text)
  const { submissions } = ClassResult.parse(
    JSON.parse(readFileSync(path.join(reports, 'class.json'), 'utf8')),
  )
  expect(submissions.map(({ folder: name, verdict, points }) => [name, verdict, points])).toEqual([
    ['ada', 'passed', 20],
    ['bob', 'failed', expect.any(Number)],
  ])
  expect(JSON.parse(readFileSync(path.join(reports, 'ada/result.json'), 'utf8')).grader.isolation).toBe(
    'strict',
  )
})
