// One verdict whatever the lab is made of: references and wrong submissions on both engines, compared check by check. Takes a
// quarter of an hour, so only when it is asked for: DAY2_LONG=1.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadExercise, selectExercises } from '#harness/exercise/suites.ts'
import { Bench } from '#harness/grade/bench.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'
import { type Case, casesOf, layOut } from '#harness/verify/cases.ts'
import { openEmbeddedLab } from '../embedded/open.ts'
import type { Lab } from '../lab.ts'
import { engineForTests } from './docker-for-tests.ts'
import { openContainersLab } from './open.ts'

const asked = process.env.DAY2_LONG === '1'
if (!asked)
  process.stderr.write('skipped: the comparison of both engines takes long; DAY2_LONG=1 asks for it\n')
const engine = asked ? await engineForTests() : undefined

const SEED = 'both-engines'
const WRONG_EACH = 2

test.skipIf(!engine)('both engines come to the same verdicts', { timeout: 3_600_000 }, async () => {
  if (!engine) return
  const runtime = await prepareRuntime(() => {})
  const cases = (await Promise.all((await selectExercises([])).map(chosenCases))).flat()
  const verdicts = async (open: () => Promise<Lab>): Promise<Record<string, string>> => {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-both-'))
    const bench = new Bench({ runtime, seed: SEED, open, isolation: 'none', reports: '' })
    const statuses: Record<string, string> = {}
    try {
      for (const given of cases) {
        const folder = path.join(scratch, 'submission')
        await layOut(given, folder)
        const submission = await openSubmission(folder, { scratch: `${folder}-unpacked` })
        await bench.run(await loadExercise(given.exercise), submission, {
          onCheck: ({ id, status }) => {
            statuses[`${given.exercise}/${given.kind}/${given.name}: ${id}`] = status
          },
        })
      }
    } finally {
      await bench.close()
      await rm(scratch, { recursive: true, force: true })
    }
    return statuses
  }
  const embedded = await verdicts(() => openEmbeddedLab({ runtime }))
  const containers = await verdicts(() => openContainersLab({ engine, javaVersion: runtime.jdk.version }))
  expect(Object.values(embedded)).not.toContain('harness-error')
  expect(containers).toEqual(embedded)
})

/** The reference, and the first wrong cases by name: a dozen and more over all exercises. */
async function chosenCases(exercise: string): Promise<Case[]> {
  const all = await casesOf(exercise)
  const wrong = all.filter(({ kind }) => kind === 'wrong').slice(0, WRONG_EACH)
  return [...all.filter(({ kind }) => kind === 'reference'), ...wrong]
}
