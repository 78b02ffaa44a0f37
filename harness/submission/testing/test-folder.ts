// A folder of its own for every test, gone afterwards, and a short way to fill it.
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'day2 tést '))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A string or bytes make a file, `run` a file with run bits, `link` a symbolic link, null an empty folder. */
export type Tree = Record<string, string | Buffer | { run: string | Buffer } | { link: string } | null>

export async function fill(folder: string, tree: Tree): Promise<string> {
  for (const [path, what] of Object.entries(tree)) {
    const at = join(folder, path)
    await mkdir(what === null ? at : dirname(at), { recursive: true })
    if (what === null) continue
    if (typeof what === 'string' || Buffer.isBuffer(what)) await writeFile(at, what)
    else if ('link' in what) await symlink(what.link, at)
    else {
      await writeFile(at, what.run)
      await chmod(at, 0o755)
    }
  }
  return folder
}
