// Orders that must not overlap: each waits for its turn, whoever gives it.

export class OrderQueue {
  #last: Promise<unknown> = Promise.resolve()

  /** Carries `order` out when everything asked for before has ended, however it ended. */
  take<T>(order: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(order, order)
    this.#last = mine.catch(() => {})
    return mine
  }
}
