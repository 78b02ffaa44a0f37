// Zips come from everywhere: Explorer, Finder, 7-Zip, Info-ZIP, scripts. Each leaves something else out.
import { isUtf8 } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl'
import { SubmissionRefused } from '../submission-errors.ts'
import type { ArchiveEntry, UnpackTarget } from './unpack-target.ts'

const damaged = 'is damaged or was cut off'
const longestTarget = 4096

export async function unpackZip(file: string, target: UnpackTarget): Promise<string[]> {
  let name: string | undefined
  try {
    const zip = await openPromise(file, { decodeStrings: false, validateEntrySizes: false })
    zip.on('error', () => {}) // eachEntry() throws it; without a listener a late one would end the process
    for await (const entry of zip.eachEntry()) {
      name = nameOf(entry)
      refuseUnreadable(entry, name, target)
      const data = async () => checked(await zip.openReadStreamPromise(entry), entry)
      await unpackEntry(entry, name, target, data)
      name = undefined
    }
    return []
  } catch (error) {
    if (error instanceof SubmissionRefused || !(error instanceof Error) || isDiskFault(error)) throw error
    if (error.message.includes('encryption')) throw target.refusal(encrypted, name, error)
    throw target.refusal(`${name === undefined ? 'the zip ' : ''}${damaged} (${error.message})`, name, error)
  }
}

async function unpackEntry(
  entry: Entry,
  name: string,
  target: UnpackTarget,
  data: () => Promise<AsyncIterable<Buffer>>,
): Promise<void> {
  const kind = kindOf(entry, name)
  const link = kind === 'symbolic link' ? { target: await readTarget(await data()) } : {}
  const path = target.admit({ name, kind, ...link })
  if (kind === 'folder') {
    if (path !== undefined) await target.makeFolder(path, name)
  } else if (kind === 'file' && path !== undefined) {
    await target.openFile(path, name)
    for await (const chunk of await data()) await target.write(chunk)
    await target.closeFile(canRun(entry))
  }
}

const encrypted = 'is encrypted; make the zip without a password'

function refuseUnreadable(entry: Entry, name: string, target: UnpackTarget): void {
  if (entry.generalPurposeBitFlag & 0x41 || entry.compressionMethod === 99)
    throw target.refusal(encrypted, name)
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    const how = `method ${entry.compressionMethod}`
    throw target.refusal(`is compressed in an unusual way (${how}); choose "Deflate" or "normal"`, name)
  }
}

/** yauzl checks neither checksum nor, as we open it, sizes: counting comes first, so that a bomb is called a bomb. */
async function* checked(stream: AsyncIterable<Buffer>, entry: Entry): AsyncGenerator<Buffer> {
  let size = 0
  let sum = 0
  for await (const chunk of stream) {
    size += chunk.length
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (size !== entry.uncompressedSize) throw new Error(`${size} bytes instead of ${entry.uncompressedSize}`)
  if (sum !== entry.crc32) throw new Error('its checksum is wrong')
}

async function readTarget(data: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of data) {
    chunks.push(chunk)
    size += chunk.length
    if (size > longestTarget) throw new Error('a link with a target of more than 4096 bytes')
  }
  return Buffer.concat(chunks).toString()
}

/** Without the flag for UTF-8 a name is CP437 by the book, but Finder writes UTF-8 and sets no flag. */
function nameOf(entry: Entry): string {
  const flag = isUtf8(entry.fileNameRaw) ? entry.generalPurposeBitFlag | 0x800 : entry.generalPurposeBitFlag
  return getFileNameLowLevel(flag, entry.fileNameRaw, entry.extraFields, true)
}

/** The upper four bits of a Unix mode. */
const fileTypes: ReadonlyMap<number, ArchiveEntry['kind']> = new Map([
  [0o04, 'folder'],
  [0o10, 'file'],
  [0o12, 'symbolic link'],
])

function kindOf(entry: Entry, name: string): ArchiveEntry['kind'] {
  if (/[\\/]$/.test(name)) return 'folder'
  const type = unixMode(entry) >>> 12
  if (type !== 0) return fileTypes.get(type) ?? 'special file'
  const dosFolder = (entry.externalFileAttributes & 0x10) !== 0
  return dosFolder && entry.uncompressedSize === 0 ? 'folder' : 'file'
}

function canRun(entry: Entry): boolean | undefined {
  const mode = unixMode(entry)
  return mode === 0 ? undefined : (mode & 0o111) !== 0
}

/** 0 when the zip was made where there are no modes; some tools of Windows write them all the same. */
function unixMode(entry: Entry): number {
  const mode = entry.externalFileAttributes >>> 16
  const host = entry.versionMadeBy >>> 8
  return host === 3 || host === 19 || fileTypes.has(mode >>> 12) ? mode : 0
}

function isDiskFault(error: Error): boolean {
  return 'syscall' in error
}
