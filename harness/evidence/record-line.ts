// A record as a line of JSON: exact, also where it is no text, and harmless to a terminal that shows it.
import type { StoredRecord } from '#harness/clients/topic-reader.ts'

/** A text, or `{"base64": …}` of what is none. */
type Bytes = string | { base64: string } | null

export interface RecordLine {
  partition: number
  offset: number
  /** ISO 8601, or milliseconds as a text where that is no time. */
  timestamp: string
  key: Bytes
  value: Bytes
  headers: [key: Bytes, value: Bytes][]
}

export function recordLine({ partition, offset, timestamp, key, value, headers }: StoredRecord): string {
  return jsonLine({
    partition,
    offset: Number(offset),
    timestamp: timeOf(timestamp),
    key: asText(key),
    value: asText(value),
    headers: headers.map(([name, content]) => [asText(name), asText(content)]),
  } satisfies RecordLine)
}

/** JSON on one line in which nothing moves a cursor or turns what stands beside it around. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function asText(bytes: Buffer | null): Bytes {
  if (bytes === null) return null
  try {
    return utf8.decode(bytes)
  } catch {
    return { base64: bytes.toString('base64') }
  }
}

function timeOf(timestamp: bigint): string {
  const date = new Date(Number(timestamp))
  return Number.isNaN(date.getTime()) ? String(timestamp) : date.toISOString()
}
