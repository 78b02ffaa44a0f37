// The first and the last lines of what may be endless, and how many there were between them.

export class LineEnds {
  readonly #limit: number
  readonly #head: string[] = []
  #headBytes = 0
  #tail: { line: string; bytes: number }[] = []
  #tailBytes = 0
  #from = 0
  leftOut = 0

  /** @param limit bytes that are kept in all */
  constructor(limit: number) {
    this.#limit = limit
  }

  add(line: string): void {
    const bytes = Buffer.byteLength(line) + 1
    if (
      this.#from === this.#tail.length &&
      this.leftOut === 0 &&
      this.#headBytes + bytes <= this.#limit / 2
    ) {
      this.#head.push(line)
      this.#headBytes += bytes
      return
    }
    this.#tail.push({ line, bytes })
    this.#tailBytes += bytes
    while (this.#tailBytes > this.#limit / 2) {
      const gone = this.#tail[this.#from++]
      this.#tailBytes -= gone?.bytes ?? 0
      this.leftOut++
    }
    // What is gone is let go in pieces, not with each line.
    if (this.#from > 10_000) {
      this.#tail = this.#tail.slice(this.#from)
      this.#from = 0
    }
  }

  /** @param gap a line for what is missing */
  lines(gap: (leftOut: number) => string): string[] {
    const tail = this.#tail.slice(this.#from).map(({ line }) => line)
    return [...this.#head, ...(this.leftOut > 0 ? [gap(this.leftOut)] : []), ...tail]
  }
}
