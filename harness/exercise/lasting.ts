// How long something has been so: a state that nobody leaves any more, a silence.
import { PatienceClock } from '#harness/host/patience.ts'

/** Counts in time as this machine could use it, so that on a crowded one nothing counts as lasting too soon. */
export class Lasting {
  readonly #clock: PatienceClock
  #since: number | undefined

  constructor(clock = new PatienceClock()) {
    this.#clock = clock
  }

  /** Milliseconds for which it has been so at every look without a break, this one included; 0 when it is not so. */
  look(isSo: boolean): number {
    const now = this.#clock.spent()
    if (!isSo) this.#since = undefined
    else this.#since ??= now
    return now - (this.#since ?? now)
  }
}

/** How long a value has been the same, as {@link Lasting} counts. */
export class Unchanged {
  readonly #lasting: Lasting
  #seen: unknown

  constructor(clock?: PatienceClock) {
    this.#lasting = new Lasting(clock)
  }

  /** Milliseconds for which it has been this at every look; 0 at the first, and when it was another at the last one. */
  look(value: unknown): number {
    if (value !== this.#seen) this.#lasting.look(false)
    this.#seen = value
    return this.#lasting.look(true)
  }
}
