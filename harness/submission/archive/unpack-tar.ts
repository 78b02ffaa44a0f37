// A tar is a stream: its parser calls back while bytes go in, and what it found is written before the next bytes do.
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { Parser, type ReadEntry } from 'tar'
import { SubmissionRefused } from '../submission-errors.ts'
import type { ArchiveEntry, UnpackTarget } from './unpack-target.ts'

/** Headers, padding and what is skipped come on top of the files' own bytes. */
const overhead = 64 * 1024 * 1024

const kinds: Record<string, ArchiveEntry['kind']> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'folder',
  GNUDumpDir: 'folder',
  SymbolicLink: 'symbolic link',
  Link: 'hard link',
}

/** `notes` of what is odd but harmless are given back. */
export async function unpackTar(
  file: string,
  target: UnpackTarget,
  { gzip }: { gzip: boolean },
): Promise<string[]> {
  const todo: (() => Promise<void>)[] = []
  const state = { entry: undefined as string | undefined, ended: false, size: 0 }
  try {
    const parser = new Parser({ strict: true, maxDecompressionRatio: Number.POSITIVE_INFINITY })
    parser.on('entry', (entry: ReadEntry) => {
      state.entry = entry.path
      unpackEntry(entry, target, todo)
    })
    parser.on('ignoredEntry', (entry: ReadEntry) => {
      if (entry.meta) throw target.refusal('has a header of more than 1 MiB', entry.path)
      target.admit({ name: entry.path, kind: 'special file' })
    })
    parser.on('eof', () => {
      state.ended = true
    })
    let fault: unknown
    parser.on('error', (error: unknown) => {
      fault ??= error
    })
    for await (const chunk of contentOf(file, gzip)) {
      if (state.size === 0) refuseNesting(chunk, target)
      state.size += chunk.length
      refuseStreamOf(state.size, target, state.entry)
      target.spendTime(state.entry)
      parser.write(chunk)
      if (fault) throw fault
      for (const step of todo.splice(0)) await step()
    }
    if (!state.ended && (state.size === 0 || state.size % 512 !== 0)) throw new Error('its end is missing')
    // Past the end mark there is nothing to flush, and the parser takes an empty tar for none at all.
    if (!state.ended) parser.end()
    for (const step of todo.splice(0)) await step()
    if (fault) throw fault
  } catch (error) {
    if (error instanceof SubmissionRefused || !(error instanceof Error)) throw error
    if ('syscall' in error) throw error
    const near = state.entry === undefined ? '' : `; the last entry seen is "${state.entry}"`
    throw target.refusal(`the tar is damaged or was cut off (${error.message}${near})`, undefined, error)
  }
  return state.ended
    ? []
    : ['the tar has no end mark; should files be missing, it was cut off when it was made']
}

/** The parser never waits for us (its entries flow), so that order is all there is to keep. */
function unpackEntry(entry: ReadEntry, target: UnpackTarget, todo: (() => Promise<void>)[]): void {
  const kind = kinds[entry.type] ?? 'special file'
  const name = entry.path
  const path = target.admit({
    name,
    kind,
    ...(entry.linkpath === undefined ? {} : { target: entry.linkpath }),
  })
  if (path !== undefined && kind === 'folder') todo.push(() => target.makeFolder(path, name))
  if (path === undefined || kind !== 'file') {
    entry.resume()
    return
  }
  todo.push(() => target.openFile(path, name))
  entry.on('data', chunk => todo.push(() => target.write(chunk)))
  entry.on('end', () => todo.push(() => target.closeFile(((entry.mode ?? 0) & 0o111) !== 0)))
}

async function* contentOf(file: string, gzip: boolean): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  if (!gzip) return yield* source
  const gunzip = createGunzip({ chunkSize: 64 * 1024 })
  source.on('error', error => gunzip.destroy(error))
  try {
    yield* source.pipe(gunzip)
  } finally {
    source.destroy()
  }
}

/** The parser would unzip a second time on its own, past our counting. */
function refuseNesting(first: Buffer, target: UnpackTarget): void {
  const magic = first.readUInt16BE(0)
  if (magic === 0x1f8b || magic === 0x28b5)
    throw target.refusal('what is compressed in it is compressed again')
}

function refuseStreamOf(size: number, target: UnpackTarget, entry: string | undefined): void {
  if (size > target.budget.limits.bytes + overhead) {
    throw target.refusal('it unpacks to more than its limit allows', entry)
  }
}
