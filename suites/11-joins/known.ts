// A table as the application may know it: of what was sent, which values can an order meet?

export class Known<V> {
  readonly #sent = new Map<string, V[]>()
  /** The first value of a key that may still be met; before it came to be known also none. */
  readonly #first = new Map<string, number>()

  send(key: string, value: V): void {
    this.#sent.set(key, [...(this.#sent.get(key) ?? []), value])
  }

  /** The latest value of the key has been seen with an order in every partition: from now on no other one can be met. */
  seen(key: string): void {
    const sent = this.#sent.get(key) ?? []
    this.#first.set(key, sent.length - 1)
  }

  /** The values that an order sent now may meet; undefined among them where it may meet none. */
  possible(key: string): (V | undefined)[] {
    const sent = this.#sent.get(key) ?? []
    const first = this.#first.get(key)
    return first === undefined ? [undefined, ...sent] : sent.slice(first)
  }

  /** The value that was sent last. */
  latest(key: string): V | undefined {
    return this.#sent.get(key)?.at(-1)
  }
}
