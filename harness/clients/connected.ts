// A client that is made when it is first needed, and made again when that failed: one refused connection is no reason to refuse the
// next one.

export class Connected<T> {
  readonly #connect: () => Promise<T>
  #client: Promise<T> | undefined

  constructor(connect: () => Promise<T>) {
    this.#connect = connect
  }

  get(): Promise<T> {
    if (this.#client) return this.#client
    const client = this.#connect()
    this.#client = client
    client.catch(() => {
      if (this.#client === client) this.#client = undefined
    })
    return client
  }

  /** Closes what has been made, if anything. */
  async close(end: (client: T) => Promise<void>): Promise<void> {
    const client = await this.#client?.catch(() => undefined)
    this.#client = undefined
    if (client !== undefined) await end(client)
  }
}
