// Ends labs that stay: asked for in order first, and made sure of in the end.
import { rmSync } from 'node:fs'
import { poll } from '#harness/host/poll.ts'
import { askLender } from './lease.ts'
import type { StayFolder } from './shelf.ts'
import { isAlive, type StayState } from './state.ts'

/** Longer than labs take to be closed, in milliseconds. */
const END_MS = 40_000

/** Resolves when the process that keeps them has ended; whoever has a lab loses it. */
export async function endStaying(folder: StayFolder, state: StayState): Promise<void> {
  const gone = (): boolean => !isAlive(state)
  // One that does not answer is told by the system.
  await askLender(folder, { end: true }).catch(() => signal(state, 'SIGTERM'))
  try {
    await poll('the lab to end', gone, { deadlineMs: END_MS })
  } catch {
    signal(state, 'SIGKILL')
    await poll('the lab to end', gone, { deadlineMs: END_MS })
  }
  for (const file of [folder.socket, folder.state]) rmSync(file, { force: true })
}

/** Never to another process that has been given the same id. */
function signal(state: StayState, name: NodeJS.Signals): void {
  if (!isAlive(state)) return
  try {
    process.kill(state.pid, name)
  } catch {
    // It has ended by itself.
  }
}
