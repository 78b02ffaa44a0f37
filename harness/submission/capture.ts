// What a program prints, capped: the head and the tail are kept, a flood in between is counted and dropped.
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

export const SHOWN = 64 * 1024
export const WHOLE = 16 * 1024 * 1024
/** A longer line is handed on in pieces: no program of the contract prints one. */
const LONGEST_LINE = 1024 * 1024

export class Capture {
  readonly #head: Buffer[] = []
  readonly #tail: Buffer[] = []
  readonly #limit: number
  #headSize = 0
  #tailSize = 0
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
    return this.#total > this.#headSize + this.#tailSize
  }

  add(chunk: Buffer): void {
    this.#total += chunk.length
    const forHead = Math.min(chunk.length, this.#limit - this.#headSize)
    if (forHead > 0) {
      this.#head.push(chunk.subarray(0, forHead))
      this.#headSize += forHead
    }
    const rest = chunk.subarray(forHead)
    if (rest.length === 0) return
    this.#tail.push(rest)
    this.#tailSize += rest.length
    while (this.#tail[0] && this.#tailSize - this.#tail[0].length >= this.#limit) {
      this.#tailSize -= this.#tail.shift()?.length ?? 0
    }
  }

  text(): string {
    const head = Buffer.concat(this.#head)
    if (this.#tail.length === 0) return head.toString()
    const all = Buffer.concat(this.#tail)
    const tail = all.subarray(Math.max(0, all.length - this.#limit))
    const dropped = this.#total - head.length - tail.length
    if (dropped === 0) return Buffer.concat([head, tail]).toString()
    return `${head.toString()}\n… ${dropped} bytes left out …\n${tail.toString()}`
  }
}

/** Calls `onLine` for every complete line of the stream, without its `\n` or `\r\n`. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let open = ''
  stream.on('data', (chunk: Buffer) => {
    open += decoder.write(chunk)
    const lines = open.split('\n')
    open = lines.pop() ?? ''
    for (const line of lines) onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
    if (open.length > LONGEST_LINE) {
      onLine(open)
      open = ''
    }
  })
  stream.on('end', () => {
    if (open !== '') onLine(open)
  })
}
