// A real lane that is killed at a moment which the seed chooses.
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newSeed, Random } from '#harness/exercise/random.ts'
import { loadExercise } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { openedSubmission } from '#harness/submission/open-submission.ts'
import { RenewedLane } from './renewed-lane.ts'

/** The lane's own processes, the outermost first: what starts its inside, what makes the namespaces, the inside. */
const processesOf = (reports: string): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')
        return command.includes('lane') && command.some(word => word.includes(reports))
      } catch {
        return false
      }
    })
    .map(Number)
    .sort((a, b) => a - b)

test('an exercise whose lane is SIGKILLed at any moment is graded again in a new one, and passes', {
  timeout: 600_000,
}, async () => {
  const seed = process.env.DAY2_TEST_SEED ?? newSeed()
  const random = new Random(seed)
  const reports = await mkdtemp(path.join(os.tmpdir(), 'day2-killed-lane-'))
  onTestFinished(() => rm(reports, { recursive: true, force: true }))
  const exercise = await loadExercise('04-schema-registry')
  const ids = exercise.declare().map(({ id }) => id)
  const at = random.pick(ids)
  // What comes after the last verdict is another test's.
  const moment: 'began' | 'judged' = at === ids.at(-1) ? 'began' : random.pick(['began', 'judged'])
  const lane = new RenewedLane({ seed, isolation: 'strict', reports, visible: [] })
  onTestFinished(() => lane.close())
  let killed: number | undefined
  const kill = (now: typeof moment, id: string): void => {
    if (killed !== undefined || now !== moment || id !== at) return
    killed = random.pick(processesOf(reports))
    process.kill(killed, 'SIGKILL')
  }
  const again: string[] = []
  let passed: string[] = []
  const solutions = path.join(PROJECT, 'solutions')
  await lane.run(exercise, openedSubmission({ path: solutions, root: solutions }), {
    onBegin: ({ id }) => kill('began', id),
    onCheck: ({ id, status, message }) => {
      passed.push(`${id} ${status} ${message ?? ''}`.trim())
      kill('judged', id)
    },
    onAgain: why => {
      again.push(why)
      passed = []
    },
  })
  const told = `seed ${seed}: ${at} ${moment}`
  expect(again, told).toEqual([expect.stringMatching(/^graded again: the process of its lab ended \(/)])
  expect(passed, told).toEqual(ids.map(id => `${id} passed`))
})
