// Two programs may ask for the same broker at the same moment; each waits for its turn.

export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `work` when everything asked for before under the same name has ended, however it ended. */
  take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#last.get(name) ?? Promise.resolve()).then(work, work)
    this.#last.set(name, mine)
    return mine
  }
}
