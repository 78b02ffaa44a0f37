// Exercises that the working tree touches, against the last commit.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { exerciseIds } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'

/**
 * A change to the harness touches every exercise.
 *
 * @throws UserError where git cannot tell
 */
export async function changedExercises(project = PROJECT): Promise<string[]> {
  const files = await changedFiles(project)
  const ids = await exerciseIds()
  if (files.some(file => file.startsWith('harness/') || file === 'package-lock.json')) return ids
  return ids.filter(id => files.some(file => file.split('/')[1] === id))
}

/** Paths below the project that were changed, added, deleted or renamed (both names), as they are, without git's quotes. */
export async function changedFiles(project: string): Promise<string[]> {
  const git = async (...args: string[]): Promise<string> => {
    try {
      return (await promisify(execFile)('git', args, { cwd: project, maxBuffer: 1 << 28 })).stdout
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      throw new UserError(`--changed asks git what has changed, which did not work in ${project}: ${words}`)
    }
  }
  // The project may be a folder of a larger repository, whose paths begin further up.
  const prefix = (await git('rev-parse', '--show-prefix')).replace(/\n$/, '')
  const status = await git('status', '--porcelain=v1', '-z', '--find-renames', '--untracked-files=all')
  return pathsIn(status)
    .filter(file => file.startsWith(prefix))
    .map(file => file.slice(prefix.length))
}

/** `XY path`, ended by NUL; a rename or a copy is followed by the path that it came from. */
function pathsIn(status: string): string[] {
  const paths: string[] = []
  const fields = status.split('\0').values()
  for (const field of fields) {
    if (field === '') continue
    paths.push(field.slice(3))
    if (/^(?:[RC].|.[RC])/.test(field)) paths.push(fields.next().value ?? '')
  }
  return paths
}
