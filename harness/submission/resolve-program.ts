// `setup` -> the one file that is it. When there is none, the message says what came close, and why it does not count.
import type { Dirent } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { isClutter } from './ignored-names.ts'
import { compiledFor, HEADER_BYTES } from './machine-code.ts'
import { nearName, projectOf } from './near-misses.ts'
import { isRunnable, kindOfName, type ProgramKind, runnableExtensions, wayOut } from './program-kinds.ts'
import { harmlessName, someOf } from './submission-errors.ts'

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
    const around = [...(await programsBelow(folder, entries, name)), ...(await projectsAbove(folder, name))]
    throw new ProgramMissing(missingText(name, where, [...nearMisses, ...around], entries))
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
  if (!isAbout(entry.name, name)) return judgeOther(entry, name)
  if (entry.isDirectory()) return { reason: 'a folder; a program is one file' }
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
  if (isRunnable(entry.name)) return { reason: `its name before ${extension} is not ${name}` }
  // Editors on Windows put .txt behind, and Windows hides it.
  if (stem.startsWith(`${name}.`) && isRunnable(stem)) return { reason: `call it ${stem}` }
  const way = stem.toLowerCase() === name.toLowerCase() ? wayOut(extension, name) : undefined
  return { reason: `${extension} cannot be run${way === undefined ? '' : `: ${way}`}` }
}

/** What is called otherwise: a slip in the name, or a project that is still to be built. */
function judgeOther(entry: Dirent, name: string): Candidate {
  if (!entry.isFile()) return undefined
  const project = projectOf(entry.name, name)
  if (project !== undefined) return { reason: project }
  const extension = extname(entry.name)
  if (!isRunnable(entry.name.toLowerCase())) return undefined
  const stem = entry.name.slice(0, entry.name.length - extension.length)
  const near = nearName(stem, name)
  const right = `${name}${extension.toLowerCase()}`
  if (near === 'copy') return { reason: `call it ${right}` }
  return near === 'slip' ? { reason: `did you mean ${right}?` } : undefined
}

/** `setup`, `Setup.sh`, `setup.sh.txt`, `setup.sh~`; not `setup-topics.sh`. */
function isAbout(file: string, name: string): boolean {
  const [lower, wanted] = [file.toLowerCase(), name.toLowerCase()]
  return lower === wanted || lower.startsWith(`${wanted}.`)
}

async function judgeExecutable(file: string): Promise<Candidate> {
  await using handle = await open(file)
  const canRun = ((await handle.stat()).mode & 0o111) !== 0
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
  const header = buffer.subarray(0, bytesRead)
  const compiled = compiledFor(header)
  if (typeof compiled === 'object') {
    return { reason: `compiled for ${compiled.other}; this machine is ${compiled.here}: compile it for that` }
  }
  const starts = compiled === 'this' || header.toString('latin1', 0, 2) === '#!'
  if (canRun && starts) return { file, kind: 'executable' }
  if (starts) return { reason: 'not executable; chmod +x it' }
  return {
    reason: canRun
      ? 'no #! line at its start, and not compiled for any machine'
      : 'no extension, and neither #! line nor run bit',
  }
}

/** People who use Maven or `src/` look for the reason everywhere but there. */
async function programsBelow(folder: string, entries: Dirent[], name: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name === 'node_modules') continue
    for (const below of await readdir(join(folder, entry.name), { withFileTypes: true })) {
      if (!below.isFile()) continue
      const shown = harmlessName(`${entry.name}/${below.name}`)
      const project = projectOf(below.name, name)
      if (project !== undefined) found.push(`${shown} (${project})`)
      else if (kindOfName(below.name) !== undefined && below.name === name + extname(below.name)) {
        found.push(`${shown} (in a sub-folder)`)
      }
    }
  }
  return found.sort()
}

/** One build for all exercises stands beside their folders. */
async function projectsAbove(folder: string, name: string): Promise<string[]> {
  const above = await readdir(dirname(folder), { withFileTypes: true })
  return above.flatMap(entry => {
    const project = entry.isFile() ? projectOf(entry.name, name) : undefined
    return project === undefined ? [] : [`../${harmlessName(entry.name)} (${project})`]
  })
}

function missingText(name: string, where: string, nearMisses: string[], entries: readonly Dirent[]): string {
  const last = runnableExtensions.at(-1)
  const names = runnableExtensions.slice(0, -1).map(extension => name + extension)
  const looked = `${names.join(', ')}, ${name}${last} or ${name} (with run bit, and a #! line or compiled)`
  const seen = nearMisses.length === 0 ? '' : `\nThese do not count: ${nearMisses.slice(0, 10).join(', ')}`
  const there = entries
    .filter(entry => !isClutter(entry.name) && entry.name !== 'node_modules')
    .map(entry => `${entry.name}${entry.isDirectory() ? '/' : ''}`)
  return `missing program: ${where} holds no ${looked}${seen}${there.length === 0 ? '' : `\nWhat is there: ${someOf(there)}`}`
}
