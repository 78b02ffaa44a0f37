// The command line: one file a command, errors in words, exit codes as the contract says.
import { Socket } from 'node:net'
import { Command, CommanderError } from 'commander'
import { batchCommand } from './commands/batch.ts'
import { doctorCommand } from './commands/doctor.ts'
import { downCommand } from './commands/down.ts'
import { gradeCommand } from './commands/grade.ts'
import { initCommand } from './commands/init.ts'
import { laneCommand } from './commands/lane.ts'
import { lendCommand } from './commands/lend.ts'
import { listCommand } from './commands/list.ts'
import { mergeCommand } from './commands/merge.ts'
import { pullCommand } from './commands/pull.ts'
import { shellCommand } from './commands/shell.ts'
import { upCommand } from './commands/up.ts'
import { verifyCommand } from './commands/verify.ts'
import { watchCommand } from './commands/watch.ts'
import { workerCommand } from './commands/worker.ts'
import { HERE } from './host/place.ts'
import { VERSION } from './host/project.ts'
import { UserError } from './host/user-error.ts'

/**
 * Runs what `argv` (with Node and script in front) asks for.
 *
 * @returns the exit code: 0, 1 where something of a submission failed, 2
 * @throws whatever is a fault of the grader's own
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  endWithLauncher()
  const program = new Command('day2')
    .description(
      'Grades the exercises of "Advanced Kafka Patterns and Operations" on a real three-broker lab.',
    )
    .version(VERSION)
    .showHelpAfterError('(day2 --help shows what there is)')
    .exitOverride()
  program.addCommand(gradeCommand())
  program.addCommand(watchCommand())
  program.addCommand(upCommand())
  program.addCommand(downCommand())
  program.addCommand(shellCommand())
  program.addCommand(batchCommand())
  program.addCommand(mergeCommand())
  program.addCommand(workerCommand())
  program.addCommand(initCommand())
  program.addCommand(listCommand())
  program.addCommand(doctorCommand())
  program.addCommand(pullCommand())
  program.addCommand(verifyCommand())
  program.addCommand(laneCommand(), { hidden: true })
  program.addCommand(lendCommand(), { hidden: true })
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError('(day2 --help shows what there is)')

  try {
    await program.parseAsync(argv)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof UserError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

/**
 * The launcher holds the other end of descriptor 3: when it is gone, so is the reason to go on. Inside namespaces the descriptor
 * is the outer grader's, and the grade command listens to it.
 */
function endWithLauncher(): void {
  if (process.env.DAY2_LIFELINE !== '3' || HERE.clearsUp === 'kernel') return
  delete process.env.DAY2_LIFELINE
  const lifeline = new Socket({ fd: 3, readable: true, writable: false })
  lifeline.on('close', () => process.exit(2))
  lifeline.on('error', () => process.exit(2))
  lifeline.resume()
  lifeline.unref()
}
