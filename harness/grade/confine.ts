// Shuts the programs of one exercise in: a view of the machine, and limits to what they use together.
import { mkdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { stayShelf } from '#harness/runtime/stay-shelf.ts'
import type { LabNetwork } from '#harness/sandbox/lab-network.ts'
import { PROGRAM_LIMITS } from '#harness/sandbox/limits.ts'
import { prepareView, removeView } from '#harness/sandbox/prepare-view.ts'
import { ROOM } from '#harness/sandbox/room.ts'
import { watchUsage } from '#harness/sandbox/watch.ts'
import type { Workspace } from '#harness/submission/workspace.ts'
import { type ProgramViewOptions, programView } from './program-view.ts'

/**
 * From here on programs of the workspace are started in the view, and in the network if one is given; the watch ends with {@link AsyncDisposable}.
 *
 * @throws Error where the view cannot be made
 */
export async function confine(
  workspace: Workspace,
  { network, ...options }: ProgramViewOptions & { network: LabNetwork | undefined },
): Promise<AsyncDisposable> {
  // It may come to be while programs run, and only what is there is hidden.
  await mkdir(stayShelf(), { recursive: true, mode: 0o700 }).catch(() => {})
  const root = await prepareView(programView(options), path.join(ROOM, 'views'))
  const { processes } = PROGRAM_LIMITS
  const watch = watchUsage({
    limits: PROGRAM_LIMITS,
    roots: () => workspace.running.flatMap(({ pid }) => pid ?? []),
    area: '/tmp',
    onBeyond: beyond => {
      for (const program of workspace.running) program.exceed(beyond)
    },
  })
  const limit = limitsProcesses(os.release()) ? processes : undefined
  workspace.confine({ root, processes: limit, network: network?.path }, watch.look)
  return {
    async [Symbol.asyncDispose]() {
      watch.end()
      await removeView(root)
    },
  }
}

/** From Linux 6.14 on every process namespace has a limit of its own; before, it is the machine's. */
export function limitsProcesses(release: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number)
  return major > 6 || (major === 6 && minor >= 14)
}
