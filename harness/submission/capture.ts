// What a program prints, capped: the head and the tail are kept, a flood in between is counted and dropped. It costs the same
// whether a megabyte comes in one piece or byte by byte.
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

export const SHOWN = 64 * 1024
export const WHOLE = 16 * 1024 * 1024
/** A longer line is handed on in pieces: no program of the contract prints one. */
const LONGEST_LINE = 1024 * 1024

export class Capture {
  readonly #limit: number
  readonly #head = new Bytes()
  readonly #tail = new Bytes()
  #total = 0

  /** @param limit bytes kept at the head, and again at the tail */
  constructor(limit = SHOWN) {
    this.#limit = limit
  }

  get totalBytes(): number {
    return this.#total
  }

  /** More was printed than is kept. */
  get cut(): boolean {
    return this.#total > 2 * this.#limit
  }

  add(chunk: Buffer): void {
    this.#total += chunk.length
    const forHead = Math.max(0, Math.min(chunk.length, this.#limit - this.#head.length))
    this.#head.add(chunk.subarray(0, forHead))
    this.#tail.add(chunk.subarray(forHead))
    // Not at each chunk: what is moved then has come since the last time.
    if (this.#tail.length > 2 * this.#limit) this.#tail.keepLast(this.#limit)
  }

  text(): string {
    const head = this.#head.view()
    const tail = this.#tail.view()
    const dropped = this.#total - 2 * this.#limit
    if (dropped <= 0) return Buffer.concat([head, tail]).toString()
    const kept = tail.subarray(tail.length - this.#limit)
    return `${head.toString()}\n… ${dropped} bytes left out …\n${kept.toString()}`
  }
}

/** Bytes in one piece that grows. */
class Bytes {
  #buffer = Buffer.alloc(0)
  length = 0

  add(chunk: Buffer): void {
    const needed = this.length + chunk.length
    if (needed > this.#buffer.length) {
      const larger = Buffer.alloc(Math.max(needed, 2 * this.#buffer.length, 1024))
      this.#buffer.copy(larger, 0, 0, this.length)
      this.#buffer = larger
    }
    chunk.copy(this.#buffer, this.length)
    this.length = needed
  }

  keepLast(count: number): void {
    this.#buffer.copyWithin(0, this.length - count, this.length)
    this.length = count
  }

  view(): Buffer {
    return this.#buffer.subarray(0, this.length)
  }
}

/**
 * Calls `onLine` for every line of the stream, without its `\n` or `\r\n`; for the last one also where it has no end, however the
 * stream ends.
 */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let pieces: string[] = []
  let length = 0
  const tell = (): void => {
    const line = pieces.join('')
    pieces = []
    length = 0
    onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
  }
  const open = (piece: string): void => {
    if (piece === '') return
    pieces.push(piece)
    length += piece.length
  }
  stream.on('data', (chunk: Buffer) => {
    const [first = '', ...others] = decoder.write(chunk).split('\n')
    open(first)
    for (const line of others) {
      tell()
      open(line)
    }
    if (length > LONGEST_LINE) tell()
  })
  stream.once('close', () => {
    open(decoder.end())
    if (length > 0) tell()
  })
}
