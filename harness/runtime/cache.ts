// The per-user cache: jars keyed by the poms' content, start-up archives keyed by jars and JDK.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, constants, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import lockfile from 'proper-lockfile'
import { makeFolder } from '#harness/host/make-folder.ts'
import { UserError } from '#harness/host/user-error.ts'

export { cacheRoot } from './cache-folder.ts'

/** A short key (16 hex digits) over the names and contents of all files below `folder`, and over `more`. */
export async function contentKey(folder: string, ...more: string[]): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name))
  return keyOf(folder, files, more)
}

/** A key over the poms alone: what a build or an editor leaves beside them is not asked for. */
export async function pomsKey(folder: string, ...more: string[]): Promise<string> {
  const modules = await readdir(folder, { withFileTypes: true })
  const folders = [
    folder,
    ...modules.filter(entry => entry.isDirectory()).map(({ name }) => path.join(folder, name)),
  ]
  const poms = folders.map(each => path.join(each, 'pom.xml')).filter(file => existsSync(file))
  return keyOf(folder, poms, more)
}

async function keyOf(folder: string, unsorted: readonly string[], more: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  const files = [...unsorted].sort()
  for (const file of files) {
    hash.update(path.relative(folder, file)).update('\0')
    hash.update(await readFile(file)).update('\0')
  }
  for (const text of more) hash.update(text).update('\0')
  return hash.digest('hex').slice(0, 16)
}

/**
 * Makes `target` (a folder) once, whoever asks, however many at the same time: `fill` works in a folder of its own that
 * takes its name only when it is whole, so an interrupted run leaves nothing that could be taken for the real thing.
 */
export async function fillOnce(
  target: string,
  isWhole: (folder: string) => Promise<boolean>,
  fill: (folder: string) => Promise<void>,
  onWait: () => void,
): Promise<void> {
  if (await isWhole(target)) return
  const parent = path.dirname(target)
  try {
    makeFolder(parent)
    await access(parent, constants.W_OK)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UserError(
      `The cache cannot be written to: ${why}.\nMend that, or name another folder: export DAY2_CACHE=/path/with/room`,
    )
  }
  const release = await lock(target, onWait)
  try {
    if (await isWhole(target)) return
    const partial = `${target}.partial`
    await rm(partial, { recursive: true, force: true })
    await rm(target, { recursive: true, force: true })
    await mkdir(partial)
    await fill(partial)
    await rename(partial, target)
  } finally {
    await release()
  }
}

async function lock(target: string, onWait: () => void): Promise<() => Promise<void>> {
  const options = { realpath: false, stale: 20_000, update: 5_000, lockfilePath: `${target}.lock` }
  try {
    return await lockfile.lock(target, options)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error
    onWait()
    return lockfile.lock(target, { ...options, retries: { forever: true, minTimeout: 500, maxTimeout: 500 } })
  }
}
