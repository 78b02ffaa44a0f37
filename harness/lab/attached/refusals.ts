// What this lab was asked for and cannot do: remembered, because it may have been a program of the submission that asked.
import { FaultUnavailable } from '../lab.ts'

export class Refusals {
  #last: FaultUnavailable | undefined

  get last(): FaultUnavailable | undefined {
    return this.#last
  }

  /** @param what as in "this check needs broker 2 to be stopped" */
  refuse(what: string): never {
    this.#last = new FaultUnavailable(
      `${what}, and the grader has no hold of the cluster that it is attached to; it has on the compose lab, and with the other engines`,
    )
    throw this.#last
  }
}
