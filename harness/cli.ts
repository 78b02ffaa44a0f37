// The command line: one file a command, errors in words, exit codes as the contract says.
import { Socket } from 'node:net'
import { Command, CommanderError } from 'commander'
import { doctorCommand } from './commands/doctor.ts'
import { gradeCommand } from './commands/grade.ts'
import { initCommand } from './commands/init.ts'
import { pullCommand } from './commands/pull.ts'
import { verifyCommand } from './commands/verify.ts'
import { verifyWorkerCommand } from './commands/verify-worker.ts'
import { inNamespaces } from './host/namespaces.ts'
import { VERSION } from './host/project.ts'
import { UserError } from './host/user-error.ts'

// The launcher holds the other end: when it is gone, so is the reason to go on. Inside namespaces the descriptor is the
// outer grader's, and the grade command listens to it.
if (process.env.DAY2_LIFELINE === '3' && !inNamespaces()) {
  delete process.env.DAY2_LIFELINE
  const lifeline = new Socket({ fd: 3, readable: true, writable: false })
  lifeline.on('close', () => process.exit(2))
  lifeline.on('error', () => process.exit(2))
  lifeline.resume()
  lifeline.unref()
}

const program = new Command('day2')
  .description('Grades the exercises of "Advanced Kafka Patterns and Operations" on a real three-broker lab.')
  .version(VERSION)
  .showHelpAfterError('(day2 --help shows what there is)')
  .exitOverride()
program.addCommand(gradeCommand())
program.addCommand(initCommand())
program.addCommand(doctorCommand())
program.addCommand(pullCommand())
program.addCommand(verifyCommand())
program.addCommand(verifyWorkerCommand(), { hidden: true })
for (const command of program.commands)
  command.exitOverride().showHelpAfterError('(day2 --help shows what there is)')

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2
  } else if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  } else {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`The grader itself failed; this is no fault of the submission.\n${text}\n`)
    process.exitCode = 2
  }
}
// Whatever a library still holds open must not keep a finished command alive.
process.exit()
