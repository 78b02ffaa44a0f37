// What one exercise does to the lab costs the next one nothing.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { kafka } from '#harness/clients/quiet-kafkajs.ts'
import { type CheckBody, type Exercise, exercise, type Tools } from '#harness/exercise/exercise.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import { CONNECT_TOPICS } from '#harness/lab/worker-settings.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'
import { Bench } from './bench.ts'

const one = (id: string, body: CheckBody): Exercise =>
  exercise(id, id, {}, check => check('only', { points: 1 }, 'only', body))

// Two labs are opened.
test('a lab that cannot be put back in order is replaced, and the next exercise is judged', {
  timeout: 600_000,
}, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-bench-test-'))
  for (const id of ['01-a', '02-b', '03-c']) {
    await mkdir(path.join(folder, id))
    await writeFile(path.join(folder, id, 'run.sh'), '')
  }
  const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
  let labs = 0
  const open = (): ReturnType<typeof openEmbeddedLab> => {
    labs += 1
    return openEmbeddedLab({ runtime })
  }
  const bench = new Bench({ runtime, seed: 'seed', open, isolation: 'none', reports: folder })
  const told: string[] = []
  try {
    const submission = await openSubmission(folder, { scratch: folder })
    const run = (one: Exercise): Promise<void> =>
      bench.run(one, submission, {
        onCheck: ({ status, message }) => told.push(`${one.id} ${status} ${message ?? ''}`.trim()),
        onNote: note => told.push(`${one.id} note: ${note.split(':')[0]}`),
      })
    await run(
      one('01-a', async ({ lab }) => {
        const admin = kafka(lab.bootstrapServers).admin()
        await admin.connect()
        // Connect has read it when it started: what is gone of it cannot be brought back.
        await admin.deleteTopics({ topics: [CONNECT_TOPICS.status] })
        await admin.disconnect()
      }),
    )
    const fresh = async ({ observe }: Tools): Promise<void> => {
      expect(await observe.topicNames()).not.toContain('left')
    }
    await run(one('02-b', fresh))
    await run(one('03-c', fresh))
    expect(told).toEqual([
      '01-a passed',
      '02-b note: runs on a new lab, since the one of 01-a could not be put back in order',
      '02-b passed',
      '03-c passed',
    ])
    expect(labs).toBe(2)
  } finally {
    await bench.close()
    await rm(folder, { recursive: true, force: true })
  }
})
