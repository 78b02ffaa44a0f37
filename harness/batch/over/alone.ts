// Many may work at the same time, or one alone: whoever wants to be alone waits for the others, and they wait for it.

export class Alone {
  #running = 0
  #queue: Promise<unknown> = Promise.resolve()
  #idle: (() => void) | undefined

  async together<T>(work: () => Promise<T>): Promise<T> {
    await this.#queue
    this.#running++
    try {
      return await work()
    } finally {
      if (--this.#running === 0) this.#idle?.()
    }
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#queue
    const mine = before.then(() => this.#untilIdle()).then(work)
    this.#queue = mine.catch(() => {})
    return mine
  }

  async #untilIdle(): Promise<void> {
    if (this.#running === 0) return
    await new Promise<void>(resolve => {
      this.#idle = resolve
    })
  }
}
