// Exercises that the working tree touches, against the last commit.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { exerciseIds } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'

/** A change to the harness touches every exercise. */
export async function changedExercises(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('git', ['status', '--porcelain', '--untracked-files=all'], {
    cwd: PROJECT,
  })
  const files = stdout.split('\n').map(line => line.slice(3))
  const ids = await exerciseIds()
  if (files.some(file => file.startsWith('harness/'))) return ids
  return ids.filter(id => files.some(file => file.split('/')[1] === id))
}
