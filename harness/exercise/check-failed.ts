// The submission's fault. Whatever else a check throws is the grader's fault or the machine's, and costs no mark.

export interface Finding {
  /** What is wrong, in a line. */
  message: string
  expected?: string | undefined
  actual?: string | undefined
  /** What to think about next; it does not give the answer away. */
  hint?: string | undefined
  evidence?: { source: string; text: string }[] | undefined
  /** It cannot get better by waiting, such as a record that is there twice. */
  final?: boolean | undefined
  /** A check whose mistake this is a part of: where that one failed, this one is skipped and names it. */
  partOf?: string | undefined
  /** Components that a program of the submission stopped, or settings of the lab that it changed, and left so. */
  stopped?: string[] | undefined
  /** The check gave up waiting: on a machine that was too slow this says nothing about the submission. */
  deadline?: boolean | undefined
}

export class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.message)
    this.finding = finding
  }
}

/** Fails the check. */
export function fail(finding: Finding | string): never {
  throw new CheckFailed(typeof finding === 'string' ? { message: finding } : finding)
}

/** A failure of `body` is a part of the mistake that `check` failed for, if it did: then this check is skipped. */
export async function partOf<T>(check: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    throw error instanceof CheckFailed ? new CheckFailed({ ...error.finding, partOf: check }) : error
  }
}
