// A lab that does not open: its reason is told once.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { LabFault } from '#harness/lab/lab.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'
import { Bench } from './bench.ts'

test('the reason of a lab that does not open stands at the first check alone', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-bench-test-'))
  await mkdir(path.join(folder, '01-x'))
  await writeFile(path.join(folder, '01-x', 'run.sh'), '')
  const threeChecks = exercise('01-x', 'x', {}, check => {
    for (const id of ['one', 'two', 'three']) check(id, { points: 1 }, id, async () => {})
  })
  const open = async (): Promise<never> => {
    throw new LabFault('the registry ended while it was starting', { log: 'Too many open files' })
  }
  // Nothing is run, so nothing of a runtime is needed.
  const bench = new Bench({ runtime: {} as Runtime, seed: 'seed', open, isolation: 'none', reports: folder })
  try {
    const submission = await openSubmission(folder, { scratch: folder, exercises: ['01-x'] })
    const judged: Judged[] = []
    await bench.run(threeChecks, submission, { onCheck: one => judged.push(one) })
    expect(judged.map(({ status }) => status)).toEqual(['harness-error', 'harness-error', 'harness-error'])
    expect(judged.map(({ message }) => message)).toEqual([
      'the lab is at fault: the registry ended while it was starting',
      'for the reason given at one',
      'for the reason given at one',
    ])
    expect(judged.map(({ evidence }) => evidence.slice(0, 1).map(({ text }) => text))).toEqual([
      ['Too many open files'],
      [],
      [],
    ])
  } finally {
    await bench.close()
    await rm(folder, { recursive: true, force: true })
  }
})
