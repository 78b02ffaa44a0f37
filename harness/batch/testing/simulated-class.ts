// A class and a lab for tests: exercises that are declared and never run, work by the name of its file, and a lab that grades in
// milliseconds, writes down that it did, and breaks as it is told.
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { exercise } from '#harness/exercise/exercise.ts'
import { cappedText } from '#harness/results/capped-text.ts'
import type { CheckResult, ExerciseResult } from '#harness/results/result.ts'
import { exerciseVerdict, sumPoints } from '#harness/results/verdict.ts'
import { type Lab, LabLost, type Order } from '../order.ts'

export const EXERCISES = ['01-one', '02-two', '03-three'].map(id =>
  exercise(id, `the exercise ${id}`, {}, check => {
    check('a', { points: 4 }, `a of ${id}`, async () => {})
    check('b', { points: 6, needs: ['a'] }, `b of ${id}`, async () => {})
  }),
)

export const GRADED_BY = {
  version: '0',
  engine: 'embedded',
  kafka: '4.3.1',
  java: '25',
  node: '24',
  isolation: 'strict',
} as const

/** Longer than a lock of a share group lasts. */
const LONG_MS = 25_000

/** A word in a file of the work decides what comes of it: `fails`, `kills`, `odd`, `long`. */
export function simulatedLab({ log, pause = 2 }: { log: string; pause?: number }): Lab {
  let closed = false
  return {
    async gradeOne(order) {
      const word = wordOf(order)
      appendFileSync(log, `begin ${order.submission.digest} ${order.exercise}\n`)
      await setTimeout(word === 'long' ? LONG_MS : pause)
      if (closed) throw new LabLost('it was closed')
      if (word === 'kills') throw new LabLost('the lab was killed by it')
      const result = resultOf(order, word)
      appendFileSync(log, `end ${order.submission.digest} ${order.exercise}\n`)
      return result
    },
    async close() {
      closed = true
    },
  }
}

function wordOf({ submission, exercise }: Order): string {
  const folder = path.join(submission.path, exercise)
  if (!existsSync(folder)) throw new Error(`${folder} is not there`)
  const [file = ''] = readdirSync(folder)
  return readFileSync(path.join(folder, file), 'utf8').split(' ')[0] ?? ''
}

function resultOf({ exercise: id }: Order, word: string): ExerciseResult {
  const declared = EXERCISES.find(each => each.id === id)
  if (!declared) throw new Error(`there is no ${id}`)
  const checks = declared.declare().map(({ id: check, title, points }, index): CheckResult => {
    const status =
      word === 'odd' ? 'harness-error' : word !== 'fails' ? 'passed' : index === 0 ? 'failed' : 'skipped'
    return {
      id: check,
      title,
      status,
      points: status === 'passed' ? points : 0,
      maxPoints: points,
      durationMs: 1,
      // Another one every time: what is graded again can be seen.
      ...(status === 'passed' ? {} : { message: `it failed: ${Math.random()}`, hint: 'Look again.' }),
      evidence: [{ at: 'now', source: 'chance', text: cappedText(String(Math.random())) }],
    }
  })
  return {
    id,
    title: declared.title,
    verdict: exerciseVerdict(checks),
    points: sumPoints(checks.map(({ points }) => points)),
    maxPoints: 10,
    startedAt: new Date().toISOString(),
    durationMs: 2000,
    checks,
  }
}
