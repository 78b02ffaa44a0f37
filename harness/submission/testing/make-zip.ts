// Zips as they are made elsewhere, and as nobody should make them: every field can be set. For tests.
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string | Buffer
  content?: string | Buffer
  /** Unix mode with its file type; left out: made on Windows, without modes. */
  mode?: number
  /** Bit 0 is encryption, bit 11 a name in UTF-8. */
  flags?: number
  method?: number
  crc?: number
  /** What the zip claims, whatever it holds. */
  claimedSize?: number
  dosAttributes?: number
}

export function makeZip(entries: ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const content = Buffer.from(entry.content ?? '')
    const method = entry.method ?? 8
    const data = method === 8 ? deflateRawSync(content) : content
    const flags = entry.flags ?? (typeof entry.name === 'string' ? 0x800 : 0)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(entry.crc ?? crc32(content), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(entry.claimedSize ?? content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, data])
    const head = Buffer.from('PK\x01\x02\x14\x00', 'latin1')
    head.writeUInt8(entry.mode === undefined ? 0 : 3, 5)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((((entry.mode ?? 0) << 16) | (entry.dosAttributes ?? 0)) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([head, common, tail, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}
