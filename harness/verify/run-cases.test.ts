// Real processes that speak a lane's language, well and badly.
import path from 'node:path'
import { expect, test } from 'vitest'
import { playedLane, WORD_FILE } from '#harness/lane/testing/played-lane.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import type { Case } from './cases.ts'
import type { CaseResult } from './judge-case.ts'
import { runCases } from './run-cases.ts'

const EXERCISE = '04-schema-registry'

/** Unusual ones that do what their names say. */
async function casesOf(words: string[]): Promise<Case[]> {
  const shelf = await fill(
    await testFolder(),
    Object.fromEntries(words.map(word => [path.join(word, WORD_FILE), word])),
  )
  const base = { exercise: EXERCISE, kind: 'unusual' as const, title: 'a title', fails: [], without: [] }
  return words.map(name => ({ ...base, name, folder: path.join(shelf, name) }))
}

async function run(words: string[], { began = 'open', limitMs = 60_000 } = {}) {
  const results: CaseResult[] = []
  const strays: string[] = []
  await runCases(await casesOf(words), {
    jobs: 1,
    seed: undefined,
    limitMs,
    command: await playedLane(began),
    onResult: result => results.push(result),
    onStray: line => strays.push(line),
  })
  return { problems: Object.fromEntries(results.map(({ name, problems }) => [name, problems[0]])), strays }
}

const lost = (how: string) =>
  `register-succeeds: harness error: the lab is at fault: the process that it ran in ended (${how})`

test('what a library prints is no answer, and ends nothing', async () => {
  expect(await run(['prints', 'good'])).toEqual({
    problems: { prints: undefined, good: undefined },
    strays: ['a library says hello', '{"ready": 1}'],
  })
})

test('a lane that dies costs its case, and another one goes on', async () => {
  expect((await run(['good', 'dies', 'ends', 'better'])).problems).toEqual({
    good: undefined,
    dies: lost('SIGKILL'),
    ends: lost('exit code 7'),
    better: undefined,
  })
})

test('a lane that hangs is ended, and another one goes on', async () => {
  expect((await run(['hangs', 'good'], { limitMs: 1500 })).problems).toEqual({
    hangs: lost('it said nothing for 2 s, so it was ended'),
    good: undefined,
  })
})

test('where none can be opened it says so, and does not try for ever', async () => {
  await expect(run(['good'], { began: 'dies' })).rejects.toThrow('no lab could be opened')
})
