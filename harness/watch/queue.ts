// What is to be graded next: what was saved comes first, what was dropped over that comes behind it.

export class Queue {
  readonly #order: readonly string[]
  #first = new Set<string>()
  #later = new Set<string>()

  /** @param order all exercises that are watched */
  constructor(order: readonly string[]) {
    this.#order = order
  }

  /** These next; whatever else was to be graded, later. */
  push(exercises: Iterable<string>): void {
    for (const id of this.#first) this.#later.add(id)
    this.#first = new Set([...exercises].filter(id => this.#order.includes(id)))
    for (const id of this.#first) this.#later.delete(id)
  }

  /** These again, once there is nothing newer: they were dropped. */
  putBack(exercises: Iterable<string>): void {
    for (const id of exercises) if (!this.#first.has(id)) this.#later.add(id)
  }

  /** What is to be graded together now; empty where there is nothing. */
  take(): string[] {
    const next = this.#first.size > 0 ? this.#first : this.#later
    if (next === this.#first) this.#first = new Set()
    else this.#later = new Set()
    return this.#order.filter(id => next.has(id))
  }

  get all(): string[] {
    return [...this.#first, ...this.#later]
  }
}
