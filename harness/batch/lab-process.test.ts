// Real processes that speak a lab's language, well and badly.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { LabProcess } from './lab-process.ts'
import { LabLost } from './order.ts'

/** A lab that does what the name of the exercise says. */
const LAB = `
import readline from 'node:readline'
const say = what => console.log(JSON.stringify(what))
if (process.argv[2] === 'dies') process.exit(3)
if (process.argv[2] === 'refuses') { say({ refused: 'no namespaces here' }); process.exit(2) }
say({ ready: true })
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { exercise } = JSON.parse(line).order
  if (exercise === 'hangs') continue
  if (exercise === 'ends') process.exit(7)
  if (exercise === 'prints') { console.log('a library says hello'); console.log('{"result": 1}') }
  say({ result: { id: exercise, title: '', verdict: 'passed', points: 1, maxPoints: 1, durationMs: 1, checks: [] } })
}`

async function aLab(argument = '', limitMs = 60_000) {
  const script = path.join(await testFolder(), 'lab.mjs')
  await writeFile(script, LAB)
  const strays: string[] = []
  const lab = new LabProcess({
    command: [process.execPath, script, argument],
    onStray: line => strays.push(line),
    limitMs,
  })
  const grade = (exercise: string) =>
    lab.gradeOne({ exercise, seed: 's', submission: { digest: 'd', path: '/' } }).then(
      result => result.id,
      error => (error instanceof LabLost ? { lost: error.message, unopened: error.unopened } : error),
    )
  return { lab, grade, strays }
}

test('orders one after another, and what a library prints is no answer', async () => {
  const { lab, grade, strays } = await aLab()
  expect(await grade('a')).toBe('a')
  expect(await grade('prints')).toBe('prints')
  expect(strays).toEqual(['a library says hello', '{"result": 1}'])
  await lab.close()
})

test('one that dies or hangs is lost, with the reason', async () => {
  expect(await (await aLab()).grade('ends')).toEqual({ lost: 'exit code 7', unopened: false })
  expect(await (await aLab('', 1500)).grade('hangs')).toEqual({
    lost: 'nothing for 2 s, so it was ended',
    unopened: false,
  })
})

test('one that never came up says so', async () => {
  expect(await (await aLab('dies')).grade('a')).toEqual({ lost: 'exit code 3', unopened: true })
  expect(await (await aLab('refuses')).grade('a')).toEqual({ lost: 'no namespaces here', unopened: true })
})
