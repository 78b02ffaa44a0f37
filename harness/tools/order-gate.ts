// Where a program's orders to the lab pass: shut while the lab is put back in order, so that what one exercise has ordered cannot
// happen in the next one.
import type { Door } from '#harness/lab/lab.ts'

export class OrderGate implements Door {
  readonly #underWay = new Set<Promise<unknown>>()
  #isOpen = true

  /** Carries the order out. @throws Error, in words for the program, while the gate is shut */
  async pass<T>(order: () => Promise<T>): Promise<T> {
    if (!this.#isOpen) throw new Error('the exercise is over, and the lab takes no orders')
    const running = order()
    this.#underWay.add(running)
    try {
      return await running
    } finally {
      this.#underWay.delete(running)
    }
  }

  /** An order that fails has been carried out as well: whoever gave it is told. */
  async drain(): Promise<void> {
    this.#isOpen = false
    await Promise.allSettled(this.#underWay)
  }

  open(): void {
    this.#isOpen = true
  }
}
