// What a check that did not pass is as an error of a test: two types, as everywhere, so that nobody takes one for the other.
import type { Judged } from '#harness/exercise/judge-check.ts'

/** The submission's fault. vitest shows `expected` and `actual` as it shows those of an assertion. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
  readonly expected: string | undefined
  readonly actual: string | undefined

  /** @param of the check that the test stands for, where it was skipped because another one failed, which is told here */
  constructor(judged: Judged, of?: string) {
    super(textOf(judged, of === undefined ? [] : [`${of} needs ${judged.id}, which failed:`]))
    this.expected = judged.expected
    this.actual = judged.actual
  }
}

/** The grader's fault, or the machine's. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError'

  constructor(judged: Judged) {
    super(textOf(judged, ['This check could not be judged; it is no fault of the submission:']))
  }
}

/** Message, evidence, and the hint as the last line. */
function textOf({ message = 'failed', expected, actual, evidence, hint }: Judged, before: string[]): string {
  // Of one alone there is no difference to show.
  const half = expected === undefined || actual === undefined
  return [
    ...before,
    message,
    ...(half && expected !== undefined ? [`expected: ${expected}`] : []),
    ...(half && actual !== undefined ? [`actual: ${actual}`] : []),
    ...evidence.flatMap(({ source, text }) => [`${source}:`, text.trimEnd().replaceAll(/^/gm, '  ')]),
    ...(hint === undefined ? [] : [`Hint: ${hint}`]),
  ].join('\n')
}
