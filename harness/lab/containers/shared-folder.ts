// The folder that the grader writes to and the workers' containers read from. It has the same path on both sides, so that a
// program can hand INPUT_FILE to Connect as it is.
import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Keeper } from '#harness/host/keeper.ts'
import { identity } from '#harness/host/launcher.ts'
import { LabFault, type SharedFolder } from '../lab.ts'
import type { ContainerWorker } from './worker.ts'

const PROBE = 'seen-by-the-workers'

export async function makeSharedFolder(keeper: Keeper): Promise<SharedFolder> {
  // The image's user is none of this machine's: what the grader and the programs write must be readable for all.
  process.umask(0o022)
  // Inside, /tmp is a private one, which the engine does not see: the launcher has made a folder for the grade.
  const here = await mkdtemp(path.join(identity().shared ?? os.tmpdir(), 'day2-shared-'))
  keeper.watchFolder(here)
  await chmod(here, 0o755)
  await writeFile(path.join(here, PROBE), 'yes\n')
  return { here, inWorkers: process.platform === 'win32' ? '/day2/shared' : here }
}

/** Some engines see another file system than this machine's (a virtual machine, a snap): better said than guessed from lost lines. */
export async function requireSeen(shared: SharedFolder, worker: ContainerWorker): Promise<void> {
  if (await worker.canRead(`${shared.inWorkers}/${PROBE}`)) return
  throw new LabFault(
    `the Connect worker's container does not see ${shared.here}; let the container engine share that folder, or set TMPDIR to one that it shares`,
  )
}
