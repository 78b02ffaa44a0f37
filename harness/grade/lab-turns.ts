// The states of a lab between two exercises, as types: an exercise takes a clean lab and leaves a used one, which is put in order
// or thrown away. There is no way to run an exercise on a used lab.
import type { Lab } from '#harness/lab/lab.ts'
import type { LabNetwork } from '#harness/sandbox/lab-network.ts'

/** What comes with a lab and is given back with it. */
export interface Fittings {
  lab: Lab
  /** Folder with Kafka's command-line tools and the docker stand-ins. */
  tools: string
  /** What programs find instead of the machine's network. */
  network: LabNetwork | undefined
  /** Puts in order what lies outside the lab. */
  tidy(): Promise<void>
  close(): Promise<void>
}

export class CleanLab {
  readonly #fittings: Fittings
  #taken = false

  constructor(fittings: Fittings) {
    this.#fittings = fittings
  }

  /** For one exercise. */
  take(): UsedLab {
    if (this.#taken) throw new Error('this lab has been taken by an exercise already')
    this.#taken = true
    return new UsedLab(this.#fittings)
  }

  get lab(): Lab {
    return this.#fittings.lab
  }

  /** What has broken while it waited. */
  async fault(): Promise<string | undefined> {
    return (await this.#fittings.lab.fault())?.message
  }

  async close(): Promise<void> {
    await this.#fittings.close()
  }
}

export class UsedLab {
  readonly #fittings: Fittings

  constructor(fittings: Fittings) {
    this.#fittings = fittings
  }

  get lab(): Lab {
    return this.#fittings.lab
  }

  get tools(): string {
    return this.#fittings.tools
  }

  get network(): LabNetwork | undefined {
    return this.#fittings.network
  }

  /** @throws Error where it cannot be proven to be in order: then it is good for nothing but to be closed */
  async reset(): Promise<CleanLab> {
    await Promise.all([this.#fittings.lab.reset(), this.#fittings.tidy()])
    return new CleanLab(this.#fittings)
  }

  async close(): Promise<void> {
    await this.#fittings.close()
  }
}
