// Whose work is graded where nobody says: the person's own, or else the references.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'

/**
 * The submission's path, made absolute: the one that is asked for, else submission/, else solutions/.
 *
 * @throws UserError where the one that is asked for is not there
 */
export function findSubmission(asked: string | undefined): string {
  if (asked !== undefined) {
    const found = path.resolve(asked)
    if (!existsSync(found)) throw new UserError(`There is no submission at ${found}.`)
    return found
  }
  const own = path.join(PROJECT, 'submission')
  return existsSync(own) ? own : path.join(PROJECT, 'solutions')
}
