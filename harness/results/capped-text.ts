// What a submission prints can be endless and need not be text. What is kept of it is well-formed and of bounded size.

/** The most that is kept of one piece of evidence, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 16 * 1024

/** Room for the note in the middle, whatever its numbers. */
const NOTE_BYTES = 64

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

export interface Capped {
  text: string
  /** Bytes. */
  leftOut: number
}

/** Keeps the head and the tail and says in between how much is missing. Characters are never cut in two. */
export const capped = (text: string, limit = MAX_TEXT_BYTES): Capped => {
  const whole = text.toWellFormed()
  const bytes = Buffer.from(whole)
  if (bytes.length <= limit) return { text: whole, leftOut: 0 }

  const half = Math.max(0, Math.floor((limit - NOTE_BYTES) / 2))
  let headEnd = half
  while (isContinuation(bytes[headEnd])) headEnd--
  let tailStart = bytes.length - half
  while (isContinuation(bytes[tailStart])) tailStart++

  const leftOut = tailStart - headEnd
  const [head, tail] = [bytes.toString('utf8', 0, headEnd), bytes.toString('utf8', tailStart)]
  return { text: `${head}\n… ${leftOut} bytes left out here …\n${tail}`, leftOut }
}

export const cappedText = (text: string, limit?: number): string => capped(text, limit).text
