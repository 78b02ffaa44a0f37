// What a worker does with an order, by how often it was given out and what its lab makes of it. The cluster is played.
import path from 'node:path'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { ExerciseResult } from '#harness/results/result.ts'
import { Budget } from '#harness/submission/budget.ts'
import { digestFolder } from '#harness/submission/digest-folder.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { type Lab, LabLost } from '../order.ts'
import { EXERCISES, simulatedLab } from '../testing/simulated-class.ts'
import type { KafkaLink } from './link.ts'
import { pack } from './pack.ts'
import { gradeKey, type OverOrder, overNames } from './topics.ts'
import { runWorker, type WorkerEvent } from './worker.ts'

const GRADERS = new Map(EXERCISES.map(({ id }) => [id, `sha256:${id}`]))

interface Given {
  deliveries: number
  /** What the order says instead. */
  order?: Partial<OverOrder>
  /** A grade is there already. */
  graded?: boolean
  /** Somebody else has claimed it meanwhile. */
  fenced?: boolean
  openLab?: (log: string) => Lab
}

/** @returns how the order was acknowledged, what was written for it, and what the worker told */
async function dealtWith({ deliveries, order = {}, graded = false, fenced = false, openLab }: Given) {
  const root = await fill(await testFolder(), { '01-one/setup.sh': 'good' })
  const { digest } = await digestFolder(root, new Budget('work', { bytes: 1e6, files: 100 }))
  const parts = await pack(root)
  const known = { submission: digest, exercise: '01-one', grader: 'sha256:01-one', seed: 's' }
  const value = { schema: 1, ...known, parts: parts.map((_, offset) => ({ partition: 0, offset })), ...order }
  const stop = new AbortController()
  const written: ExerciseResult[] = []
  const events: WorkerEvent[] = []
  let how = ''
  let taken = false
  const answer = async (asked: Record<string, unknown>): Promise<unknown> => {
    switch (asked.do) {
      case 'take':
        if (taken) return new Promise(() => {})
        taken = true
        return { key: gradeKey(known), value: JSON.stringify(value), deliveries }
      case 'claim':
        return { graded }
      case 'fetch':
        return { base64: parts[Number(asked.offset)]?.toString('base64') }
      case 'write':
        written.push(ExerciseResult.parse(JSON.parse(String(asked.value))))
        return { fenced }
      case 'accept':
      case 'release':
      case 'reject':
        how = asked.do
        stop.abort()
        return { lost: false }
      default:
        return { lost: false }
    }
  }
  const link = {
    isGone: false,
    tell: async (asked: Record<string, unknown>) => void (await answer(asked)),
    ask: async (asked: Record<string, unknown>, schema: z.ZodType) => schema.parse(await answer(asked)),
  } as unknown as KafkaLink
  const work = await testFolder()
  const log = path.join(work, 'log')
  await runWorker({
    ...{ link, names: overNames('x', GRADERS), graders: GRADERS, exercises: EXERCISES, labs: 1, work },
    openLab: () => openLab?.(log) ?? simulatedLab({ log }),
    tell: event => events.push(event),
    signal: stop.signal,
  })
  return {
    how,
    verdicts: written.map(({ verdict }) => verdict),
    written,
    told: events.map(each => each.event),
  }
}

const undecided = (): Lab => ({
  gradeOne: async ({ exercise }) => ({
    ...{
      id: exercise,
      title: '',
      verdict: 'undetermined',
      points: 0,
      maxPoints: 10,
      durationMs: 1,
      checks: [],
    },
  }),
  close: async () => {},
})
const breaks = (): Lab => ({
  gradeOne: async () => {
    throw new LabLost('SIGKILL')
  },
  close: async () => {},
})

test('an order is graded, and its grade written once', async () => {
  expect(await dealtWith({ deliveries: 1 })).toMatchObject({
    how: 'accept',
    verdicts: ['passed'],
    told: ['waiting', 'took', 'graded'],
  })
})

test('what somebody has graded already is not graded again', async () => {
  expect(await dealtWith({ deliveries: 2, graded: true })).toMatchObject({
    how: 'accept',
    verdicts: [],
    told: ['waiting', 'took', 'already-graded'],
  })
})

test('a grade that came too late does not count', async () => {
  expect((await dealtWith({ deliveries: 1, fenced: true })).told).toEqual(['waiting', 'took', 'fenced'])
})

test('whose lab breaks, or cannot tell, goes back, and at the third delivery what cannot be told is the grade', async () => {
  expect(await dealtWith({ deliveries: 2, openLab: breaks })).toMatchObject({ how: 'release', verdicts: [] })
  expect(await dealtWith({ deliveries: 3, openLab: breaks })).toMatchObject({ how: 'release', verdicts: [] })
  expect(await dealtWith({ deliveries: 2, openLab: undecided })).toMatchObject({
    how: 'release',
    verdicts: [],
    told: ['waiting', 'took', 'gave-back'],
  })
  expect(await dealtWith({ deliveries: 3, openLab: undecided })).toMatchObject({
    how: 'accept',
    verdicts: ['undetermined'],
  })
})

test('the fourth delivery is the last: it is undetermined, with the reason', async () => {
  const { how, verdicts, written, told } = await dealtWith({ deliveries: 4 })
  expect({ how, verdicts, told }).toEqual({
    how: 'reject',
    verdicts: ['undetermined'],
    told: ['waiting', 'took', 'graded', 'gave-up'],
  })
  expect(written[0]?.checks[0]?.message).toContain('it was given to workers 3 times')
})

test('an order of another version is left to nobody', async () => {
  expect(await dealtWith({ deliveries: 1, order: { grader: 'sha256:older' } })).toMatchObject({
    how: 'reject',
    verdicts: [],
    told: ['waiting', 'gave-up'],
  })
})
