// A crash that is fair: it comes once the program's groups have committed all that they have read.

import { pause } from '#harness/host/poll.ts'
import { type RunningStep, stillRunning } from './program.ts'

/** A program that keeps its position elsewhere commits nothing; then the crash comes anyway (the contract's limit). */
const LONGEST_WAIT_MS = 70_000

/** Waits until the program's groups have committed all that they read, for as long as the contract allows. */
export async function untilCommitted(
  program: RunningStep,
  committedAll: () => Promise<boolean>,
): Promise<void> {
  const started = performance.now()
  while (program.running && performance.now() - started < LONGEST_WAIT_MS) {
    if (await committedAll()) break
    await pause(100)
  }
}

/**
 * SIGKILL to the program and all that it started, once its groups have committed all that they read. Its group members are shown
 * out, so that the next start need not wait for their sessions to end.
 */
export async function crash(
  program: RunningStep,
  committedAll: () => Promise<boolean>,
  showOut: (program: RunningStep) => Promise<void>,
): Promise<void> {
  stillRunning(program)
  await untilCommitted(program, committedAll)
  stillRunning(program)
  await program.crash()
  await showOut(program)
}
