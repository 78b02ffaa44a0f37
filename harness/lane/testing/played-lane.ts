// A lane for tests: a small program that speaks a lane's language and does, well or badly, what a file of the submission says.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import type { LaneCommand } from '../lane-process.ts'

/** In the exercise's folder: one of the words below. */
export const WORD_FILE = 'word.txt'

const LANE = `
import { readFileSync } from 'node:fs'
import readline from 'node:readline'
const say = what => console.log(JSON.stringify(what))
const began = process.argv[2]
if (began === 'dies') process.exit(3)
say({ ready: true, why: began === 'open' ? {} : JSON.parse(began) })
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { exercise, submission, checks } = JSON.parse(line).order
  const word = readFileSync(submission.root + '/' + exercise + '/${WORD_FILE}', 'utf8')
  if (word === 'hangs') await new Promise(() => setInterval(() => {}, 1000))
  if (word === 'dies') process.kill(process.pid, 'SIGKILL')
  if (word === 'ends') process.exit(7)
  if (word === 'prints') { console.log('a library says hello'); console.log('{"ready": 1}') }
  for (const id of checks) say({ judged: { id, title: '', status: 'passed', maxPoints: 1, durationMs: 1, evidence: [] } })
  say({ ended: {} })
}`

/** @param began `open`, `dies`, or what is less than it should be, as JSON */
export async function playedLane(began = 'open'): Promise<LaneCommand> {
  const script = path.join(await testFolder(), 'lane.mjs')
  await writeFile(script, LANE)
  return [process.execPath, script, began]
}
