// Where `pip install --user` puts packages: HOME is private, so Python would look for them in the wrong place.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** The machine user's own base folder for Python, or undefined where there is none. */
export async function pythonUserBase(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const base = env.PYTHONUSERBASE || (process.platform === 'linux' ? localFolder() : await askPython())
  return base !== undefined && existsSync(base) ? base : undefined
}

/** Undefined for a user of whom the machine knows no home. */
function localFolder(): string | undefined {
  try {
    return path.join(os.homedir(), '.local')
  } catch {
    return undefined
  }
}

/** Elsewhere its place depends on Python's version and on how that was built. */
async function askPython(): Promise<string | undefined> {
  const asked = promisify(execFile)('python3', ['-m', 'site', '--user-base'], { timeout: 5_000 })
  const { stdout } = await asked.catch(() => ({ stdout: '' }))
  return stdout.trim() || undefined
}
