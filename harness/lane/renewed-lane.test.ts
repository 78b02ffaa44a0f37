// Lanes that are played by small programs, and that die: who is told what, and how often it is tried again.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { exercise } from '#harness/exercise/exercise.ts'
import { openedSubmission } from '#harness/submission/open-submission.ts'
import { Lane } from './lane.ts'
import { RenewedLane } from './renewed-lane.ts'
import type { RunsExercises } from './runs-exercises.ts'

const two = exercise('01-two', 'two', {}, check => {
  check('a', { points: 4 }, 'a', async () => {})
  check('b', { points: 6 }, 'b', async () => {})
})
const submission = openedSubmission({ path: '/handed/in.zip', root: '/unpacked' })

/** @param script what each lane does with an order; `turn` is 1 in the first one, 2 in the second */
async function lanesThat(script: string, first?: RunsExercises) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-renewed-lane-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const program = `
    const fs = require('node:fs'), folder = ${JSON.stringify(folder)}
    fs.writeFileSync(folder + '/' + process.pid, '')
    const turn = fs.readdirSync(folder).length
    const say = what => process.stdout.write(JSON.stringify(what) + '\\n')
    const pass = id => say({ judged: { id, title: '', status: 'passed', maxPoints: 1, durationMs: 1, evidence: [] } })
    const die = () => process.stdout.write('', () => process.kill(process.pid, 'SIGKILL'))
    require('node:readline').createInterface({ input: process.stdin }).on('line', line => { ${script} })`
  const lane = new RenewedLane({
    seed: 's',
    isolation: 'strict',
    reports: '/reports',
    visible: [],
    command: [process.execPath, '-e', program],
    ...(first ? { first } : {}),
  })
  onTestFinished(() => lane.close())
  return lane
}

async function toldBy(lane: RenewedLane): Promise<string[]> {
  const told: string[] = []
  await lane.run(two, submission, {
    onCheck: ({ id, status, message }) => told.push([id, status, message].filter(Boolean).join(' ')),
    onAgain: why => told.push(why),
  })
  return told
}

test('an exercise that its lane dies under is graded again from its beginning, and the next one runs in the new lane', async () => {
  const lane = await lanesThat(
    `pass('a'); if (turn === 1) die(); else { pass('b'); say({ ended: { lab: turn } }) }`,
  )
  expect(await toldBy(lane)).toEqual([
    'a passed',
    'graded again: the process of its lab ended (SIGKILL)',
    'a passed',
    'b passed',
  ])
  expect(await toldBy(lane)).toEqual(['a passed', 'b passed'])
  expect(lane.phases).toEqual({ lab: 2 })
})

test('after three lanes what is left is a fault of the grader that names the end of each; the next exercise gets a new lane', async () => {
  const lane = await lanesThat(
    `if (turn < 4) { pass('a'); turn === 2 ? process.exit(7) : die() } else { pass('a'); pass('b'); say({ ended: {} }) }`,
  )
  expect((await toldBy(lane)).slice(-2)).toEqual([
    'a passed',
    'b harness-error the lab is at fault: the processes that it ran in ended, one after another (SIGKILL; exit code 7; SIGKILL)',
  ])
  expect(await toldBy(lane)).toEqual(['a passed', 'b passed'])
})

test('one that ends after its last verdict costs nothing', async () => {
  const lane = await lanesThat(`pass('a'); pass('b'); turn === 1 ? die() : say({ ended: {} })`)
  expect(await toldBy(lane)).toEqual(['a passed', 'b passed'])
  expect(await toldBy(lane)).toEqual(['a passed', 'b passed'])
})

test('what nobody wants any more is not tried again', async () => {
  const controller = new AbortController()
  const lane = await lanesThat(`JSON.parse(line).giveUp ? die() : pass('a')`)
  const told: string[] = []
  await lane.run(two, submission, {
    signal: controller.signal,
    onCheck: ({ id }) => {
      told.push(id)
      controller.abort()
    },
    onAgain: why => told.push(why),
  })
  expect(told).toEqual(['a'])
})

test('one that was there already is replaced by one of its own, and left to whoever has opened it', async () => {
  const settings = { seed: 's', isolation: 'strict' as const, reports: '/reports', visible: [] }
  const dies = "process.stdin.once('data', () => process.exit(5))"
  const first = new Lane({ ...settings, command: [process.execPath, '-e', dies] })
  onTestFinished(() => first.close())
  const lane = await lanesThat(`pass('a'); pass('b'); say({ ended: { lab: turn } })`, first)
  expect(await toldBy(lane)).toEqual([
    'graded again: the process of its lab ended (exit code 5)',
    'a passed',
    'b passed',
  ])
  expect(lane.phases).toEqual({ lab: 1 })
})
