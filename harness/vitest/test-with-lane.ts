// vitest's `test` with a lane beside it, which lives as long as its worker: the lab is put in order between two exercises.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test as base } from 'vitest'
import { newSeed } from '#harness/exercise/random.ts'
import { exerciseIds } from '#harness/exercise/suites.ts'
import { chooseIsolation } from '#harness/grade/choose-isolation.ts'
import { findSubmission } from '#harness/grade/find-submission.ts'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { RenewedLane } from '#harness/lane/renewed-lane.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import { useStaying } from '#harness/stay/use.ts'
import { openSubmission, type Submission } from '#harness/submission/open-submission.ts'

/** What one worker grades with. */
export interface Grader {
  lane: RunsExercises
  submission: Submission
  seed: string
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`)

export const testWithLane = base.extend(
  'grader',
  { scope: 'worker' },
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs.
  async ({}, { onCleanup }): Promise<Grader> => {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-vitest-'))
    const ends: (() => Promise<unknown>)[] = [() => rm(scratch, { recursive: true, force: true })]
    onCleanup(async () => {
      for (const end of ends.reverse()) await end()
    })
    const { DAY2_SUBMISSION: asked, DAY2_SEED: seed = newSeed() } = process.env
    const submission = await openSubmission(findSubmission(asked), {
      scratch,
      exercises: await exerciseIds(),
    })
    const lane = await openLane(submission, seed, ends)
    return { lane, submission, seed }
  },
)

/**
 * The lab that stays, or one of its own.
 *
 * @param ends what closes it is added to these
 * @throws UserError where neither is to be had
 */
async function openLane(
  submission: Submission,
  seed: string,
  ends: (() => Promise<unknown>)[],
): Promise<RunsExercises> {
  const reports = path.join(PROJECT, 'reports')
  const shutIn = (why: string | undefined): Isolation =>
    chooseIsolation({ asked: undefined, ci: process.env.CI === 'true', why }).isolation
  const runtime = await withArchives(await prepareRuntime(tell), tell)
  const used = await useStaying({
    command: 'vitest',
    runtime,
    engine: 'embedded',
    labs: 1,
    exercises: await exerciseIds(),
    seed,
    reports,
    isolation: undefined,
    shutIn,
    tell,
  })
  const [first] = used?.lanes ?? []
  const lane = new RenewedLane({
    ...(first ? { first } : {}),
    seed,
    isolation: used?.isolation ?? shutIn(undefined),
    reports,
    visible: [submission.path, submission.root],
    onStray: tell,
  })
  ends.push(
    () => first?.close() ?? Promise.resolve(),
    () => lane.close(),
  )
  if (await lane.opened) return lane
  throw new UserError(
    'vitest runs exercises in a lab of its own, which cannot be opened here (why stands above).\n' +
      '`npx day2 up` opens one that it can use; `npx day2 grade` does without.',
  )
}
