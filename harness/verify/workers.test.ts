// Real processes that speak a worker's language, well and badly.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import type { Case } from './cases.ts'
import type { CaseResult } from './judge-case.ts'
import { runInWorkers } from './workers.ts'

const caseOf = (name: string): Case => ({
  exercise: '01-one',
  kind: 'wrong',
  name,
  title: `the title of ${name}`,
  fails: ['a'],
  folder: undefined,
  without: [],
})

/** A worker that does what the name of its case says. */
const WORKER = `
import readline from 'node:readline'
const say = what => console.log(JSON.stringify(what))
say({ free: true })
for await (const line of readline.createInterface({ input: process.stdin })) {
  const given = JSON.parse(line)
  if (given === null) process.exit(0)
  if (given.name === 'hangs') await new Promise(() => setInterval(() => {}, 1000))
  if (given.name === 'dies') process.kill(process.pid, 'SIGKILL')
  if (given.name === 'ends') process.exit(7)
  if (given.name === 'prints') { console.log('a library says hello'); console.log('{"free": 1}'); console.log('') }
  const { exercise, kind, name, title, fails } = given
  say({ result: { exercise, kind, name, title, fails, seed: 's', durationMs: 1, checks: [], problems: [] } })
  say({ free: true })
}`

async function run(names: string[], worker = WORKER, limitMs = 60_000) {
  const script = path.join(await testFolder(), 'worker.mjs')
  await writeFile(script, worker)
  const results: CaseResult[] = []
  const strays: string[] = []
  await runInWorkers(names.map(caseOf), {
    jobs: 1,
    seed: undefined,
    limitMs,
    command: [process.execPath, script],
    onResult: result => results.push(result),
    onStray: line => strays.push(line),
  })
  return { problems: Object.fromEntries(results.map(({ name, problems }) => [name, problems])), strays }
}

test('what a library prints is no answer, and ends nothing', async () => {
  expect(await run(['prints', 'good'])).toEqual({
    problems: { prints: [], good: [] },
    strays: ['a library says hello', '{"free": 1}', ''],
  })
})

test('a worker that dies costs its case, and another one goes on', async () => {
  expect((await run(['good', 'dies', 'ends', 'better'])).problems).toEqual({
    good: [],
    dies: ['the worker that ran it was lost: SIGKILL'],
    ends: ['the worker that ran it was lost: exit code 7'],
    better: [],
  })
})

test('a worker that hangs is ended, and another one goes on', async () => {
  expect((await run(['hangs', 'good'], WORKER, 1500)).problems).toEqual({
    hangs: ['the worker that ran it was lost: nothing for 2 s, so it was ended'],
    good: [],
  })
})

test('one that never asks for a case is told of, not started for ever', async () => {
  await expect(run(['good'], 'process.exit(3)')).rejects.toThrow(
    'a worker of verify ended before it asked for a case: exit code 3',
  )
})
