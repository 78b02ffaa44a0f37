// Which file runs how: the contract's table, and nothing else.
import { extname } from 'node:path'

export type ProgramKind = 'node' | 'bash' | 'java-source' | 'jar' | 'python' | 'executable'

const byExtension: Record<string, ProgramKind> = {
  '.ts': 'node',
  '.mts': 'node',
  '.js': 'node',
  '.mjs': 'node',
  '.sh': 'bash',
  '.java': 'java-source',
  '.jar': 'jar',
  '.py': 'python',
}

export const runnableExtensions: readonly string[] = Object.keys(byExtension)

/** Undefined for names without an extension, too: whether they run depends on the file. */
export function kindOfName(file: string): ProgramKind | undefined {
  return byExtension[extname(file)]
}

export function isRunnable(file: string): boolean {
  return kindOfName(file) !== undefined
}
