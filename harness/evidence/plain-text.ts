// A text of a stranger's in a file: its beginning and end where it is too long, and nothing in it that steers a terminal.
import { printable } from '#harness/results/printable.ts'

/** @param room bytes; the line that tells of what was left out comes on top */
export function plainText(text: string, room: number): { text: string; leftOut: number } {
  const bytes = Buffer.from(printable(text))
  if (bytes.length <= room) return { text: bytes.toString(), leftOut: 0 }
  const half = Math.floor(room / 2)
  const leftOut = bytes.length - 2 * half
  const [head, tail] = [bytes.subarray(0, half), half === 0 ? Buffer.alloc(0) : bytes.subarray(-half)]
  return { text: `${head}\n… ${leftOut} bytes left out …\n${tail}`, leftOut }
}
