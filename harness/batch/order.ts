// The unit of work of a class: one exercise of one hand-in. Whoever grades one needs nothing else, and what comes back is whole.
import type { ExerciseResult } from '#harness/results/result.ts'

export interface Order {
  exercise: string
  seed: string
  submission: {
    digest: string
    /** The folder that holds the exercise folders, for as long as the order takes. */
    path: string
  }
}

/** Grades one order after another; several orders at once only where it says so. */
export interface Lab {
  /** @throws LabLost where the lab broke under it: another one may do better */
  gradeOne(order: Order): Promise<ExerciseResult>
  /** Ends at once what is under way. */
  close(): Promise<void>
}

/** The lab is gone, and nothing is known about the submission. */
export class LabLost extends Error {
  override readonly name = 'LabLost'
  /** It never came up, so no order can be to blame. */
  readonly unopened: boolean

  constructor(why: string, { unopened = false } = {}) {
    super(why)
    this.unopened = unopened
  }
}
