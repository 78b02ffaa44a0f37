// A class over a real cluster of three brokers, workers and batch as processes of their own: a worker, the batch and a broker are
// killed and a worker is frozen past its time, and everything has exactly one grade.
import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { poll } from '#harness/host/poll.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { type EmbeddedLab, openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'
import { makeZip } from '#harness/submission/testing/make-zip.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { ClassResult } from '../class-result.ts'
import { gradersOf } from '../orders-of.ts'
import { EXERCISES } from '../testing/simulated-class.ts'
import { KafkaLink, type TopicRecord } from './link.ts'
import { overNames } from './topics.ts'

const SCRIPT = path.join(import.meta.dirname, '../testing/over-for-tests.ts')
const PEOPLE = 8
/** Four workers, a batch and three brokers: on a small machine they take their time to come up. */
const PATIENT = { deadlineMs: 300_000 }

let runtime: Runtime
let lab: EmbeddedLab

beforeAll(async () => {
  runtime = await withArchives(await prepareRuntime(() => {}), () => {})
  lab = await openEmbeddedLab({ runtime })
})
afterAll(async () => {
  await lab?.close()
})

interface Side {
  child: ChildProcess
  /** Lines that it has printed. */
  said: string[]
  ended: Promise<number | null>
}

function start(...args: string[]): Side {
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    readline.createInterface({ input: stream }).on('line', line => said.push(line))
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  onTestFinished(() => {
    child.kill('SIGCONT')
    child.kill('SIGKILL')
  })
  return { child, said, ended }
}

const events = ({ said }: Side, event: string) =>
  said.flatMap(line => {
    const found = z
      .looseObject({ event: z.string(), key: z.string().optional() })
      .safeParse(jsonIn(line)).data
    return found?.event === event ? [found] : []
  })

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Everything that is in the topic of the grades, whatever has been compacted. */
async function gradesIn(bootstrap: string): Promise<TopicRecord[]> {
  const records: TopicRecord[] = []
  const link = await KafkaLink.open({
    runtime,
    bootstrap,
    onLog: () => {},
    onRecord: record => records.push(record),
  })
  const { grades } = overNames('test', await gradersOf(EXERCISES, { of: async () => 'grader-1' }))
  await link.tell({ do: 'follow', topic: grades })
  link.close()
  return records
}

test('a worker, the batch and a broker are killed, a worker is frozen: one grade each', {
  timeout: 1_500_000,
}, async () => {
  const folder = await testFolder()
  const work = (index: number) =>
    makeZip(
      EXERCISES.map(({ id }) => ({
        name: `w/${id}/setup.sh`,
        content: `${index === 5 ? 'long' : index % 3 ? 'good' : 'fails'} ${index}`,
      })),
    )
  await fill(
    folder,
    Object.fromEntries(Array.from({ length: PEOPLE }, (_, index) => [`class/p${index}.zip`, work(index)])),
  )
  // One that does not fit a record.
  const noise = Buffer.from(Array.from({ length: 1_500_000 }, () => Math.floor(Math.random() * 256)))
  writeFileSync(
    path.join(folder, 'class/p0.zip'),
    makeZip([
      { name: 'w/01-one/a.sh', content: 'good' },
      { name: 'w/common/noise.bin', content: noise },
    ]),
  )
  const log = path.join(folder, 'log')
  appendFileSync(log, '')
  const brokers = lab.bootstrapServers
  /** The second one is slow: there is time to freeze it with an order in its hands. */
  const worker = (name: string): Side => {
    mkdirSync(path.join(folder, name))
    return start('worker', brokers, path.join(folder, name), log, name === 'b' ? '15000' : '700')
  }
  const batch = (): Side => start('batch', brokers, path.join(folder, 'class'), path.join(folder, 'reports'))
  const graded = (): number =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('end ')).length

  const workers = ['a', 'b', 'c', 'd'].map(worker)
  onTestFailed(() => {
    for (const { said } of [...workers, first, second])
      process.stderr.write(`${said.slice(-25).join('\n')}\n---\n`)
  })
  const [a, b] = workers as [Side, Side]
  const first = batch()
  let second: Side = first
  await poll('some grades', () => graded() >= 4, PATIENT)
  await poll(
    'a worker to hold an order',
    () => events(a, 'took').length > events(a, 'graded').length,
    PATIENT,
  )
  a.child.kill('SIGKILL')
  await poll('another to hold one', () => events(b, 'took').length > events(b, 'graded').length, PATIENT)
  b.child.kill('SIGSTOP')
  const frozen = events(b, 'took').at(-1)?.key
  first.child.kill('SIGKILL')
  await first.ended
  second = batch()
  const [, , third] = lab.brokers
  await third.kill()
  await poll(
    'what the frozen worker held to be graded by another one',
    () => workers.slice(2).some(each => events(each, 'graded').some(({ key }) => key === frozen)),
    PATIENT,
  )
  b.child.kill('SIGCONT')
  await third.start()
  expect(await second.ended, second.said.join('\n')).toBe(0)
  await poll(
    'the woken worker to say what became of it',
    () =>
      [...events(b, 'fenced'), ...events(b, 'graded'), ...events(b, 'already-graded')].some(
        ({ key }) => key === frozen,
      ),
    PATIENT,
  )

  const { submissions } = ClassResult.parse(
    JSON.parse(readFileSync(path.join(folder, 'reports/class.json'), 'utf8')),
  )
  expect(submissions).toHaveLength(PEOPLE)
  for (const { folder: name, verdict, points } of submissions) {
    const index = Number(name.slice(1))
    const right = index === 0 ? ['failed', 10] : index % 3 ? ['passed', 30] : ['failed', 0]
    expect([verdict, points], name).toEqual(right)
  }
  const records = await gradesIn(brokers)
  expect(records).toHaveLength((PEOPLE - 1) * EXERCISES.length + 1)
  expect(new Set(records.map(({ key }) => key)).size).toBe(records.length)
  expect(events(b, 'fenced').map(({ key }) => key)).toEqual([frozen])

  // What is graded is not given out again, also to a run that knows nothing of it.
  const before = graded()
  const again = start('batch', brokers, path.join(folder, 'class'), path.join(folder, 'reports-2'))
  expect(await again.ended, again.said.join('\n')).toBe(0)
  expect(graded()).toBe(before)
  expect(readFileSync(path.join(folder, 'reports-2/class.json'), 'utf8')).toBe(
    readFileSync(path.join(folder, 'reports/class.json'), 'utf8'),
  )
})
