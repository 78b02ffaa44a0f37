// How records and lines stand in a timeline: short, well-formed, and readable where they are numbers or Avro.

const LONGEST = 100

export function shortText(text: string, longest = LONGEST): string {
  // Cut before anything else is done to it: it may have megabytes.
  if (text.length <= longest) return text.toWellFormed()
  const tail = Math.floor(longest / 4)
  return `${text.slice(0, longest - tail)}…${text.slice(-tail)}`.toWellFormed()
}

/** UTF-8 text as it is, an 8-byte big-endian long as its number, Confluent's wire format by its schema id. */
export function recordText(value: Buffer | null): string {
  if (value === null) return '(null)'
  if (value.length === 8 && (value[0] === 0 || value[0] === 0xff)) return String(value.readBigInt64BE())
  if (value.length > 5 && value[0] === 0) return `(schema id ${value.readUInt32BE(1)}, ${value.length} bytes)`
  return shortText(value.subarray(0, 4 * LONGEST).toString() + (value.length > 4 * LONGEST ? '…' : ''))
}
