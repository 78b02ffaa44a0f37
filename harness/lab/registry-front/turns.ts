// Changes happen one after another, as on Confluent's one leader: look-up and registration must not interleave.
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  take<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(change, change)
    // A failed change must not fail the next one.
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
