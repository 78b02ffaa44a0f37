// A script saved on Windows breaks bash and `#!` lines for reasons that have nothing to do with Kafka.
import { extname } from 'node:path'

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** Whether a file could be a script at all; only then is its content worth reading. */
export function maybeScript(name: string): boolean {
  return name.endsWith('.sh') || extname(name) === ''
}

/** The script as Unix wants it, and what was done to it; undefined when nothing needs to be done. */
export function asUnixScript(name: string, content: Buffer): { content: Buffer; done: string } | undefined {
  const marked = content.subarray(0, 3).equals(byteOrderMark)
  const text = marked ? content.subarray(3) : content
  if (!name.endsWith('.sh') && text.subarray(0, 2).toString('latin1') !== '#!') return undefined
  // A zero byte: not text, but an archive that unpacks itself, say.
  if (text.includes(0)) return undefined
  const hasWindowsLines = text.includes('\r\n')
  if (!marked && !hasWindowsLines) return undefined
  const done = [...(hasWindowsLines ? ['Windows line ends'] : []), ...(marked ? ['a byte order mark'] : [])]
  const unix = hasWindowsLines ? text.toString('latin1').replaceAll('\r\n', '\n') : text.toString('latin1')
  return { content: Buffer.from(unix, 'latin1'), done: done.join(' and ') }
}
