// What a program answers and reads, where that has an end.
import { pause } from '#harness/host/poll.ts'
import { fail } from './check-failed.ts'
import { type Finished, type RunningStep, stillRunning } from './program.ts'

/** From a refused write to the exit that may have caused it. */
const EXIT_MS = 3000

/** All of what it printed, for whoever parses it. Fails the check where that was more than is kept, so that nobody parses a half. */
export function wholeAnswer({ name, stdout, stdoutCut }: Finished): string {
  if (!stdoutCut) return stdout
  return fail({
    message: `\`${name}\` printed more than 16 MiB: its output is longer than anything that is read`,
    expected: 'an answer, and little else',
    actual: 'more than 16 MiB on standard output',
    hint: 'Does it print again and again what it is waiting for, or all that a topic holds?',
    evidence: [{ source: `${name}, the beginning of its standard output`, text: stdout.slice(0, 2000) }],
  })
}

/** Writes to its standard input. Fails the check where it has exited by itself, or no longer reads. */
export async function give(
  program: RunningStep,
  text: string,
  options?: { withinMs: number },
): Promise<void> {
  if ((await program.write(text, options)) === 'taken') return
  // What has just died may not be known to be dead.
  await Promise.race([program.ended, pause(EXIT_MS)])
  stillRunning(program)
  fail({
    message: `\`${program.name}\` no longer reads its standard input`,
    expected: 'it reads line after line, until the end of input',
    actual: 'it runs, and has read nothing for 20 s or more although lines are waiting',
    hint: 'Does it wait for something before it reads on, such as an acknowledgement that does not come?',
    deadline: true,
  })
}
