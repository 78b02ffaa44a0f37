// Where the per-user cache is, and where it may not be.
import path from 'node:path'
import envPaths from 'env-paths'
import { PROJECT } from '#harness/host/project.ts'
import { UserError } from '#harness/host/user-error.ts'

/**
 * The cache's root: `DAY2_CACHE`, or the platform's cache folder where that is empty or not set.
 *
 * @throws UserError where it cannot work there
 */
export function cacheRoot(asked = process.env.DAY2_CACHE): string {
  const folder = path.resolve(asked || envPaths('day2-kafka', { suffix: '' }).cache)
  const from = asked ? 'DAY2_CACHE names' : 'The cache would be'
  const way = 'Name another folder, for example: export DAY2_CACHE=/var/tmp/day2-cache'
  const inside = path.relative(PROJECT, folder)
  if (inside === '' || !(inside.startsWith('..') || path.isAbsolute(inside)))
    throw new UserError(`${from} ${folder}, inside the project: it would be taken for a part of it.\n${way}`)
  // No quoting helps: the JVM parts a class path at the one, and the name of a jar from what is in it at the other.
  const sign = [path.delimiter, '!'].find(each => folder.includes(each))
  if (sign !== undefined)
    throw new UserError(
      `${from} ${folder}: Java finds no jars below a folder with "${sign}" in its name.\n${way}`,
    )
  return folder
}
