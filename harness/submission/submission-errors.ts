// What is wrong with a submission as a whole is told apart from the grader's own faults by type, never by text.
import { UserError } from '#harness/host/user-error.ts'

/** The submission cannot be graded as it was given; the message says why and what to give instead. */
export class SubmissionUnusable extends UserError {
  override readonly name: string = 'SubmissionUnusable'
}

/** Nothing of the submission is used: it is dangerous, damaged or too big. */
export class SubmissionRefused extends SubmissionUnusable {
  override readonly name: string = 'SubmissionRefused'
  /** The entry (archives) or file (folders) that is to blame, as it is written there. */
  readonly entry: string | undefined

  constructor(submission: string, reason: string, entry?: string, options?: ErrorOptions) {
    const blamed = entry === undefined ? '' : `entry "${harmlessName(entry)}" `
    super(`${submission} is refused: ${blamed}${reason}`, options)
    this.entry = entry
  }
}

/** Names come from strangers: without control characters they can neither break a line nor steer a terminal. */
export function harmlessName(name: string): string {
  const harmless = name.replaceAll(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    c => `\\u{${c.codePointAt(0)?.toString(16)}}`,
  )
  return harmless.length > 200 ? `${harmless.slice(0, 200)}…` : harmless
}

/** `a, b, c and 4 more`: a note stays readable when a whole `node_modules/.bin` was left out. */
export function someOf(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map(harmlessName).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}
