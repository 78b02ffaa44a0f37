// A folder for a measurement, and a lab that stays in a place of its own, so that nobody else's is used or ended.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { runDay2 } from './run-command.ts'

/** Not below /tmp, which a lab has for itself. */
const PLACE = '/var/tmp'

export async function scratchFolder(): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(path.join(process.platform === 'linux' ? PLACE : os.tmpdir(), 'day2-bench-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** @returns the environment in which commands find it */
export async function stayingLab(folder: string): Promise<{ env: Record<string, string> } & AsyncDisposable> {
  const env = { XDG_RUNTIME_DIR: folder }
  await runDay2(['up'], env)
  return {
    env,
    [Symbol.asyncDispose]: async () => {
      await runDay2(['down'], env)
    },
  }
}
