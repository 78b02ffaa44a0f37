// Two grades are comparable when they graded the same thing: names, contents and run bits, however they were handed in.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Budget } from './budget.ts'
import { inParallel } from './in-parallel.ts'
import { type Found, walkFolder } from './walk-folder.ts'

export interface FolderDigest {
  digest: string
  /** Links are not part of it, as they are not part of what is graded. */
  links: string[]
  unreadable: string[]
}

export async function digestFolder(folder: string, budget: Budget): Promise<FolderDigest> {
  const files: string[] = []
  const links: string[] = []
  const unreadable: string[] = []
  for await (const found of walkFolder(folder, isOwnWork)) {
    if (found.kind === 'file' && found.name !== '.git') {
      budget.spendFile(found.path)
      files.push(found.path)
    } else if (found.kind === 'folder') budget.spendFolder(found.path)
    else if (found.kind === 'unreadable folder') unreadable.push(found.path)
    else if (found.kind === 'link' && isOwnWork(found)) links.push(found.path)
  }
  const lines: string[] = []
  await inParallel(files, async path => {
    // One form of umlauts and one separator: macOS archives decompose letters that its folders keep composed.
    const name = path.replaceAll('\\', '/').normalize('NFC')
    try {
      const { mode, size } = await stat(join(folder, path))
      budget.spendBytes(size, path)
      const content = await hashOf(join(folder, path))
      lines.push(`${JSON.stringify(name)} ${mode & 0o111 ? 'x' : '-'} ${content}\n`)
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error
      unreadable.push(path)
      lines.push(`${JSON.stringify(name)} unreadable\n`)
    }
  })
  const whole = createHash('sha256')
  for (const line of lines.sort()) whole.update(line)
  return { digest: `sha256:${whole.digest('hex')}`, links, unreadable: unreadable.sort() }
}

export function isOwnWork(found: Found): boolean {
  return found.name !== 'node_modules' && found.name !== '.git'
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}
