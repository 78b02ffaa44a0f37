// `day2 shell`: a shell, or one command, where a program of an exercise would run.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { exerciseIds, selectExercises } from '#harness/exercise/suites.ts'
import { chooseIsolation } from '#harness/grade/choose-isolation.ts'
import { findSubmission } from '#harness/grade/find-submission.ts'
import { passOn } from '#harness/last-resort.ts'
import { runInside } from '#harness/stay/enter.ts'
import { OwnLabs } from '#harness/stay/own-labs.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'
import { chooseEngine } from './engine-choice.ts'
import { progressLine } from './progress-line.ts'

interface ShellOptions {
  exercise?: string
  submission?: string
}

export function shellCommand(): Command {
  return new Command('shell')
    .description("a shell, or one command, inside a lab with a program's environment")
    .argument('[command...]', 'the command, behind -- (default: bash)')
    .option('--exercise <name>', "in a copy of this exercise's folder")
    .option('--submission <path>', 'of this submission (default: submission/, else solutions/)')
    .action(async (command: string[], options: ShellOptions) => {
      passOn(await shell(command, options))
    })
}

/** @returns the exit code of the command */
async function shell(command: readonly string[], options: ShellOptions): Promise<number> {
  const [exercise] = options.exercise === undefined ? [] : await selectExercises([options.exercise])
  const progress = progressLine()
  const { runtime, name: engine } = await chooseEngine({ engine: 'embedded' }, progress.tell)
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'day2-submission-'))
  const labs = new OwnLabs('shell', { labs: 1, isolation: 'standard' }, progress.tell)
  // Ctrl-C is for what runs inside; whoever ends this process ends that.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(2))
  try {
    const { lanes, isolation } = await labs.use({
      command: 'shell',
      runtime,
      engine,
      labs: undefined,
      isolation: undefined,
      exercises: ['shell'],
      seed: '',
      shutIn: why => chooseIsolation({ asked: undefined, ci: false, why }).isolation,
    })
    const [lane] = lanes
    if (!lane) throw new Error('no lab was lent')
    try {
      const submission = exercise
        ? await openSubmission(findSubmission(options.submission), {
            scratch,
            exercises: await exerciseIds(),
          })
        : undefined
      const standing = await lane.stand({
        isolation,
        ...(exercise ? { exercise } : {}),
        ...(submission ? { submission: { path: submission.path, root: submission.root } } : {}),
      })
      progress.clear()
      const typed = command.length === 0 ? ['bash', '--norc'] : command
      return await runInside(typed, { standing, pid: lane.pid, env: terminal(exercise) })
    } finally {
      await lane.close()
    }
  } finally {
    await labs.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

/** A program has no terminal; a person has one, and a prompt that says where they are. */
const terminal = (exercise: string | undefined): Record<string, string> => ({
  TERM: process.env.TERM ?? 'dumb',
  PS1: `day2 ${exercise ? `${exercise.slice(0, 2)} ` : ''}\\W\\$ `,
})
