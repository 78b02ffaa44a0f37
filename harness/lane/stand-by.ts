// Keeps a place in the lab where a program would run, for somebody who comes in from outside, until they have left.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Bench } from '#harness/grade/bench.ts'
import { openedSubmission, type Submission } from '#harness/submission/open-submission.ts'
import type { FromLane, ShellOrder } from './protocol.ts'

/** The folder where no exercise was asked for. */
const NO_EXERCISE = 'shell'

/** @param left aborted when they have left, or are to */
export async function standBy(
  bench: Bench,
  { exercise = NO_EXERCISE, submission: given, ...place }: ShellOrder,
  left: AbortSignal,
  say: (what: FromLane) => void,
): Promise<void> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-shell-'))
  const { isolation, reports } = place
  try {
    const asked = given && openedSubmission(given)
    const there = asked && (await asked.exercise(exercise)) !== undefined
    await bench.visit(
      exercise,
      there ? asked : await emptyOne(scratch, exercise),
      async ({ workspace, inputs }) => {
        await fillInputs(inputs)
        const { cwd, env, view } = await workspace.standing()
        const pidFile = workspace.path('shell.pid')
        say({ standing: { cwd, env, pidFile, ...(view ? { root: view.root } : {}) } })
        if (!left.aborted) await new Promise(resolve => left.addEventListener('abort', resolve))
        await endOf(pidFile)
      },
      { ...(isolation ? { isolation } : {}), ...(reports === undefined ? {} : { reports }) },
    )
  } catch (error) {
    say({ unfit: error instanceof Error ? error.message : String(error) })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function emptyOne(root: string, id: string): Promise<Submission> {
  await mkdir(path.join(root, id))
  return { ...openedSubmission({ path: root, root }), exercise: async () => path.join(root, id) }
}

/** Programs find a few lines in their input. */
async function fillInputs({ file, dir }: { file: string; dir: string }): Promise<void> {
  const lines = (name: string): string => [1, 2, 3].map(line => `line ${line} of ${name}\n`).join('')
  await writeFile(file, lines('the input file'))
  await mkdir(dir, { recursive: true })
  for (const part of [1, 2, 3]) await writeFile(path.join(dir, `part-${part}.txt`), lines(`part ${part}`))
}

/** What was started there ends with its first process, should it still run. */
async function endOf(pidFile: string): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
  // Never this process, its group or all of them.
  if (!Number.isInteger(pid) || pid < 2) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
