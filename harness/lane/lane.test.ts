// Lanes that are played by small programs: what becomes of what they say, and of what they do not say any more.
import { expect, test } from 'vitest'
import { exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { openedSubmission } from '#harness/submission/open-submission.ts'
import { Lane } from './lane.ts'

const two = exercise('01-two', 'two', {}, check => {
  check('a', { points: 4 }, 'a', async () => {})
  check('b', { points: 6 }, 'b', async () => {})
})
const submission = openedSubmission({ path: '/handed/in.zip', root: '/unpacked' })

/** @param script what the lane does with a line of input, in `given` */
function laneThat(script: string, stray: string[] = []): Lane {
  const program = `
    const say = what => process.stdout.write(JSON.stringify(what) + '\\n')
    require('node:readline').createInterface({ input: process.stdin }).on('line', line => { const given = JSON.parse(line); ${script} })`
  return new Lane({
    seed: 's',
    isolation: 'strict',
    reports: '/reports',
    visible: [],
    onStray: line => stray.push(line),
    command: [process.execPath, '-e', program],
  })
}

async function judgedBy(lane: Lane, more: { signal?: AbortSignal; onBegin?: (id: string) => void } = {}) {
  const judged: Judged[] = []
  const { onBegin, ...events } = more
  await lane.run(two, submission, {
    ...events,
    onBegin: check => onBegin?.(check.id),
    onCheck: one => judged.push(one),
  })
  return judged
}

const PASSED = (id: string): string =>
  `say({ judged: { id: '${id}', title: '', status: 'passed', maxPoints: 1, durationMs: 1, evidence: [] } })`

test('it is given the order and tells what becomes of it, whatever else it prints', async () => {
  const stray: string[] = []
  const begun: string[] = []
  const lane = laneThat(
    `console.log('a library speaks'); say({ began: 'a' }); ${PASSED('a')}; ${PASSED('b')}; console.log(JSON.stringify(given)); say({ ended: { lab: 7 } })`,
    stray,
  )
  const judged = await judgedBy(lane, { onBegin: id => begun.push(id) })
  expect(judged.map(({ id, status }) => [id, status])).toEqual([
    ['a', 'passed'],
    ['b', 'passed'],
  ])
  expect(begun).toEqual(['a'])
  expect(lane.phases).toEqual({ lab: 7 })
  expect(stray).toEqual([
    'a library speaks',
    '{"order":{"exercise":"01-two","checks":["a","b"],"submission":{"path":"/handed/in.zip","root":"/unpacked"},"seed":"s","last":false}}',
  ])
  await lane.close()
})

test('one that ends in the middle makes what is left a fault of the grader, and says how it ended', async () => {
  const lane = laneThat(`${PASSED('a')}; process.stdout.write('', () => process.exit(3))`)
  expect(await judgedBy(lane)).toMatchObject([
    { id: 'a', status: 'passed' },
    {
      id: 'b',
      status: 'harness-error',
      message: 'the lab is at fault: the process that it ran in ended (exit code 3)',
    },
  ])
  // And so does everything that it is given later.
  expect((await judgedBy(lane)).map(({ status }) => status)).toEqual(['harness-error', 'harness-error'])
  await lane.close()
})

test('it is open once it is ready, and is not where it ends before', async () => {
  const script = (text: string): Lane =>
    new Lane({
      seed: 's',
      isolation: 'strict',
      reports: '/reports',
      visible: [],
      command: [process.execPath, '-e', text],
    })
  const open = script(`console.log('{"ready":true}'); process.stdin.resume()`)
  expect(await open.opened).toBe(true)
  await open.close()
  expect(await script('process.exit(2)').opened).toBe(false)
})

test('it is told when its order is to end', async () => {
  const controller = new AbortController()
  const lane = laneThat(`if (given.giveUp) say({ ended: {} }); else say({ began: 'a' })`)
  expect(await judgedBy(lane, { signal: controller.signal, onBegin: () => controller.abort() })).toEqual([])
  await lane.close()
})
