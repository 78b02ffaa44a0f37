// `setup` -> the one file that is it. When there is none, the message says what came close, and why it does not count.
import type { Dirent } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { isRunnable, kindOfName, type ProgramKind, runnableExtensions } from './program-kinds.ts'
import { harmlessName } from './submission-errors.ts'

export interface ProgramFile {
  /** Absolute. */
  file: string
  kind: ProgramKind
}

/** The student's fault, both of them: a check fails with this message. */
export class ProgramMissing extends Error {
  override readonly name: string = 'ProgramMissing'
}

export class ProgramAmbiguous extends Error {
  override readonly name: string = 'ProgramAmbiguous'
}

export async function resolveProgram(folder: string, name: string): Promise<ProgramFile> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const programs: ProgramFile[] = []
  const nearMisses: string[] = []
  for (const entry of entries) {
    const judged = await judge(entry, folder, name)
    if (judged === undefined) continue
    if ('kind' in judged) programs.push(judged)
    else nearMisses.push(`${harmlessName(entry.name)} (${judged.reason})`)
  }
  const where = `${basename(folder)}/`
  const [program, ...others] = programs
  if (!program) {
    const below = await programsBelow(folder, entries, name)
    throw new ProgramMissing(missingText(name, where, [...nearMisses, ...below]))
  }
  if (others.length > 0) {
    const files = programs.map(one => basename(one.file)).join(' and ')
    throw new ProgramAmbiguous(`ambiguous program: ${where} holds ${files}; keep one of them`)
  }
  return program
}

type Candidate = ProgramFile | { reason: string } | undefined

/** Undefined: it has nothing to do with that name. */
async function judge(entry: Dirent, folder: string, name: string): Promise<Candidate> {
  if (!isAbout(entry.name, name)) return undefined
  if (entry.isDirectory()) return { reason: 'a folder' }
  if (entry.isSymbolicLink()) return { reason: 'a link; links are not followed' }
  if (!entry.isFile()) return { reason: 'not a regular file' }
  const extension = extname(entry.name)
  const stem = entry.name.slice(0, entry.name.length - extension.length)
  const file = join(folder, entry.name)
  if (entry.name === name) return judgeExecutable(file)
  const kind = kindOfName(entry.name)
  if (stem === name && kind !== undefined) return { file, kind }
  if (stem.toLowerCase() === name.toLowerCase() && kindOfName(entry.name.toLowerCase()) !== undefined) {
    return { reason: `call it ${name}${extension.toLowerCase()}; upper and lower case matter` }
  }
  if (extension === '') return { reason: `call it ${name}; upper and lower case matter` }
  return {
    reason: isRunnable(entry.name)
      ? `its name before ${extension} is not ${name}`
      : `${extension} cannot be run`,
  }
}

/** `setup`, `Setup.sh`, `setup.sh.txt`, `setup.sh~`; not `setup-topics.sh`. */
function isAbout(file: string, name: string): boolean {
  const [lower, wanted] = [file.toLowerCase(), name.toLowerCase()]
  return lower === wanted || lower.startsWith(`${wanted}.`)
}

async function judgeExecutable(file: string): Promise<Candidate> {
  await using handle = await open(file)
  const canRun = ((await handle.stat()).mode & 0o111) !== 0
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
  const hasShebang = buffer.toString('latin1', 0, bytesRead) === '#!'
  if (canRun && hasShebang) return { file, kind: 'executable' }
  if (hasShebang) return { reason: 'not executable; chmod +x it' }
  return { reason: canRun ? 'no #! line at its start' : 'no extension, and neither #! line nor run bit' }
}

/** People who use Maven or `src/` look for the reason everywhere but there. */
async function programsBelow(folder: string, entries: Dirent[], name: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name === 'node_modules') continue
    for (const below of await readdir(join(folder, entry.name), { withFileTypes: true })) {
      if (!below.isFile() || kindOfName(below.name) === undefined) continue
      if (below.name !== name + extname(below.name)) continue
      found.push(`${harmlessName(entry.name)}/${below.name} (in a sub-folder)`)
    }
  }
  return found
}

function missingText(name: string, where: string, nearMisses: string[]): string {
  const last = runnableExtensions.at(-1)
  const names = runnableExtensions.slice(0, -1).map(extension => name + extension)
  const looked = `${names.join(', ')}, ${name}${last} or ${name} (with run bit and #! line)`
  const seen = nearMisses.length === 0 ? '' : `\nThese do not count: ${nearMisses.slice(0, 10).join(', ')}`
  return `missing program: ${where} holds no ${looked}${seen}`
}
