// Real processes that speak a lane's language, well and badly.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { playedLane, WORD_FILE } from '#harness/lane/testing/played-lane.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { LaneLab } from './lane-lab.ts'
import { LabLost } from './order.ts'

const EXERCISE = '04-schema-registry'
const RUNTIME = { jdk: { version: '25' } } as Runtime

interface Wish {
  began?: string
  limitMs?: number
  isolation?: Isolation
}

async function aLab({ began = 'open', limitMs = 60_000, isolation = 'strict' }: Wish = {}) {
  const work = path.join(await testFolder(), 'work')
  const strays: string[] = []
  const lab = new LaneLab({
    ...{ runtime: RUNTIME, isolation, reports: work, work, control: false },
    command: await playedLane(began),
    onStray: line => strays.push(line),
    limitMs,
  })
  onTestFinished(() => lab.close())
  const grade = async (word: string) => {
    const root = await fill(await testFolder(), { [`${EXERCISE}/${WORD_FILE}`]: word })
    return lab.gradeOne({ exercise: EXERCISE, seed: 's', submission: { digest: 'd', path: root } }).then(
      ({ verdict }) => verdict,
      error => (error instanceof LabLost ? { lost: error.message, unopened: error.unopened } : error),
    )
  }
  return { lab, grade, strays, work }
}

test('orders one after another, and what a library prints is no answer', async () => {
  const { lab, grade, strays, work } = await aLab()
  expect(await grade('good')).toBe('passed')
  expect(await grade('prints')).toBe('passed')
  expect(strays).toEqual(['a library says hello', '{"ready": 1}'])
  expect(existsSync(work)).toBe(true)
  await lab.close()
})

test('one that dies or hangs is lost, with the reason', async () => {
  expect(await (await aLab()).grade('ends')).toEqual({ lost: 'exit code 7', unopened: false })
  expect(await (await aLab({ limitMs: 1500 })).grade('hangs')).toEqual({
    lost: 'it said nothing for 2 s, so it was ended',
    unopened: false,
  })
})

test('one that never came up says so', async () => {
  expect(await (await aLab({ began: 'dies' })).grade('good')).toEqual({ lost: 'exit code 3', unopened: true })
})

test('one that cannot shut programs in is none where they must be, and one where that is not asked for', async () => {
  const began = '{"namespaces":"there are none"}'
  expect(await (await aLab({ began })).grade('good')).toMatchObject({
    lost: expect.stringMatching(/^Programs cannot be shut in on this machine \(there are none\)/),
    unopened: true,
  })
  expect(await (await aLab({ began, isolation: 'standard' })).grade('good')).toBe('passed')
  expect(await (await aLab({ began, isolation: 'none' })).grade('good')).toBe('passed')
})
