// A key or a value in a message: as text where it is one, else its bytes, and never without end.

const MOST_TEXT = 160
const MOST_BYTES = 16

/** `c-7`, or `bytes 0x0000000000000007 (8 bytes)`. */
export function shownBytes(value: Buffer | string): string {
  const text = value.toString()
  if (/^[^\p{C}\ufffd]*$/u.test(text)) {
    const letters = [...text]
    return letters.length > MOST_TEXT ? `${letters.slice(0, MOST_TEXT).join('')}…` : text
  }
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  const shown = bytes.subarray(0, MOST_BYTES).toString('hex')
  return `bytes 0x${shown}${bytes.length > MOST_BYTES ? '…' : ''} (${bytes.length} bytes)`
}
