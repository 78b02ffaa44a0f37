// Tars that no well-behaved tool makes. For tests.
import { gzipSync } from 'node:zlib'
import { Header } from 'tar'

export interface TarEntry {
  path: string
  content?: string | Buffer
  mode?: number
  type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'FIFO' | 'CharacterDevice'
  linkpath?: string
}

export function makeTar(entries: TarEntry[], { end = true } = {}): Buffer {
  const blocks: Buffer[] = []
  for (const { path, type = 'File', mode = 0o644, content = '', linkpath } of entries) {
    const data = Buffer.from(content)
    const block = Buffer.alloc(512)
    new Header({
      path,
      type,
      mode,
      size: data.length,
      ...(linkpath === undefined ? {} : { linkpath }),
    }).encode(block)
    blocks.push(block, data, Buffer.alloc((512 - (data.length % 512)) % 512))
  }
  if (end) blocks.push(Buffer.alloc(1024))
  return Buffer.concat(blocks)
}

export function makeTarGz(entries: TarEntry[], options?: { end?: boolean }): Buffer {
  return gzipSync(makeTar(entries, options))
}
