// Programs as rows of numbers: a word, a sign or a text each. Blanks, comments and line ends say nothing of who has written it.
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { isOwnWork } from '#harness/submission/digest-folder.ts'
import { walkFolder } from '#harness/submission/walk-folder.ts'

/** What people write programs in; what tools have made is no work of theirs. */
const WRITTEN = /\.(?:[cm]?[jt]s|sh|bash|java|kt|scala|py|go|rs|rb)$/i
const MADE = /(?:^|\/)(?:build|target|dist|out|vendor|\.venv|venv|__pycache__)\//
const MOST_BYTES = 256 * 1024

/** Comments of all these languages, texts, words, numbers, and signs. */
const TOKEN =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|(?:^|(?<=\s))#[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|[\p{L}_$][\p{L}\p{N}_$]*|\p{N}+|[^\s\p{L}\p{N}]/gmu

/** Set in the number of a word: it may be a name that somebody has chosen. */
export const WORD = 0x8000_0000

export function tokensOf(text: string): number[] {
  const tokens: number[] = []
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^(?:\/\*|\/\/|#)/.test(token)) continue
    if (/^[\p{L}_$]/u.test(token)) tokens.push((hashOf(token) | WORD) >>> 0)
    else tokens.push(hashOf(/^["'`]/.test(token) ? '""' : /^\p{N}/u.test(token) ? '0' : token))
  }
  return tokens
}

/** The tokens of all programs below a folder, in the order of their names. */
export async function tokensBelow(folder: string): Promise<Uint32Array> {
  const all: number[] = []
  for await (const { kind, path: name } of walkFolder(folder, isOwnWork)) {
    if (kind !== 'file' || !WRITTEN.test(name) || MADE.test(name)) continue
    const file = path.join(folder, name)
    if ((await stat(file)).size > MOST_BYTES) continue
    for (const token of tokensOf(await readFile(file, 'utf8'))) all.push(token)
  }
  return Uint32Array.from(all)
}

/** FNV-1a, of 31 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash & 0x7fff_ffff
}
