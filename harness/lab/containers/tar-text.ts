// The engine hands files of a container over as tar archives; of those, one small text is wanted.

/** The content of the first regular file in `archive`, empty where there is none. */
export function firstFile(archive: Buffer): Buffer {
  for (let at = 0; at + 512 <= archive.length; ) {
    const header = archive.subarray(at, at + 512)
    if (header.every(byte => byte === 0)) break
    const size = sizeIn(header)
    const kind = String.fromCharCode(header[156] ?? 0)
    if (kind === '0' || kind === '\0') return archive.subarray(at + 512, at + 512 + size)
    // Anything else, such as extended headers in front of the file.
    at += 512 + Math.ceil(size / 512) * 512
  }
  return Buffer.alloc(0)
}

/** Octal digits; past 8 GiB binary, which no log of a lab reaches. */
function sizeIn(header: Buffer): number {
  return Number.parseInt(header.subarray(124, 136).toString('latin1').replace(/\0.*$/, '').trim() || '0', 8)
}
