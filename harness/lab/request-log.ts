// A broker's request log, read from where the last question ended: it grows with every batch that anybody sends, and a lab may
// serve a whole class.
import { OrderQueue } from './order-queue.ts'

/** Where the log is. Bytes that were written once do not change. */
export interface LogSource {
  /** In bytes; 0 while there is no file. */
  size(): Promise<number>
  /** What is there from the byte at `offset` on. */
  from(offset: number): Promise<Buffer>
}

export class RequestLog<T> {
  readonly #source: LogSource
  readonly #parse: (text: string) => T[]
  readonly #turns = new OrderQueue()
  #offset = 0
  /** The log may have been cut in the middle of a line: what comes before its end is not ours. */
  #midLine = false
  #known: T[] = []

  /** @param parse makes entries of whole lines */
  constructor(source: LogSource, parse: (text: string) => T[]) {
    this.#source = source
    this.#parse = parse
  }

  /** All entries since {@link forget}, in order. */
  entries(): Promise<T[]> {
    return this.#turns.take(async () => {
      const text = await this.#source.from(this.#offset)
      // The broker may be in the middle of its last line.
      const end = text.lastIndexOf('\n') + 1
      let begin = 0
      if (this.#midLine && end > 0) {
        begin = text.indexOf('\n') + 1
        this.#midLine = false
      }
      this.#known.push(...this.#parse(text.toString('utf8', begin, end)))
      this.#offset += end
      return [...this.#known]
    })
  }

  /** From here on {@link entries} tells only what is new. */
  forget(): Promise<void> {
    return this.#turns.take(async () => {
      const size = await this.#source.size()
      this.#known = []
      // From the last byte on: it tells whether that was the end of a line.
      this.#offset = Math.max(0, size - 1)
      this.#midLine = size > 0
    })
  }
}
