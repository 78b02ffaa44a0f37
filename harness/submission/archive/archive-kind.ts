// What a file really is, by its first bytes: names lie, and students rename archives to get them through an upload form.
import { open } from 'node:fs/promises'

export type ArchiveKind = 'zip' | 'tar.gz' | 'tar'

export type Recognised =
  | { kind: ArchiveKind; note?: string }
  /** Ready to be put after "it is …". */
  | { unsupported: string }

const signatures: [Buffer, ArchiveKind | { unsupported: string }][] = [
  [Buffer.from('PK\x03\x04', 'latin1'), 'zip'],
  [Buffer.from('PK\x05\x06', 'latin1'), 'zip'],
  [Buffer.from('PK\x07\x08', 'latin1'), { unsupported: 'one part of a zip in several parts' }],
  [Buffer.from([0x1f, 0x8b]), 'tar.gz'],
  [Buffer.from('Rar!\x1a\x07', 'latin1'), { unsupported: 'a RAR archive' }],
  [Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), { unsupported: 'a 7-Zip archive' }],
  [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), { unsupported: 'compressed with xz' }],
  [Buffer.from('BZh', 'latin1'), { unsupported: 'compressed with bzip2' }],
  [Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), { unsupported: 'compressed with zstd' }],
]

export async function recogniseArchive(file: string): Promise<Recognised> {
  const head = await firstBytes(file, 512)
  return recognise(head, file)
}

export function recognise(head: Buffer, file: string): Recognised {
  const promised = promisedBy(file)
  const found = byContent(head)
  if (typeof found !== 'string') {
    const but = promised === undefined ? '' : `, although its name ends like a ${promised}`
    return { unsupported: found.unsupported + but }
  }
  if (promised === undefined || promised === found) return { kind: found }
  return {
    kind: found,
    note: `its name ends like a ${promised}, but it is a ${found}; it was read as what it is`,
  }
}

function promisedBy(file: string): ArchiveKind | undefined {
  if (/\.zip$/i.test(file)) return 'zip'
  if (/\.(tar\.gz|tgz)$/i.test(file)) return 'tar.gz'
  if (/\.tar$/i.test(file)) return 'tar'
  return undefined
}

function byContent(head: Buffer): ArchiveKind | { unsupported: string } {
  if (head.length === 0) return { unsupported: 'an empty file' }
  for (const [magic, kind] of signatures) if (head.subarray(0, magic.length).equals(magic)) return kind
  if (head.subarray(257, 262).toString('latin1') === 'ustar') return 'tar'
  return { unsupported: 'no archive that can be read' }
}

async function firstBytes(file: string, count: number): Promise<Buffer> {
  await using handle = await open(file)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0)
  return buffer.subarray(0, bytesRead)
}
