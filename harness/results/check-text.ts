// What there is to say about a check, as plain text: the body of a failure in every report that takes plain text.
import { checkValues } from '#harness/results/check-values.ts'
import { printable } from '#harness/results/printable.ts'
import type { CheckResult, Evidence } from '#harness/results/result.ts'

export const NO_MARK_LOST = "This is the grader's or the machine's fault, not yours. It costs no mark."

const indented = (text: string) => printable(text).trimEnd().replace(/^/gm, '  ')

const evidenceText = ({ at, source, text }: Evidence) =>
  `evidence (${printable(source)}, ${printable(at)}):\n${indented(text)}`

export const checkText = (check: CheckResult): string => {
  const parts: string[] = []
  if (check.message) parts.push(printable(check.message).trimEnd())
  if (check.status === 'harness-error') parts.push(NO_MARK_LOST)
  for (const [label, text] of checkValues(check)) parts.push(`${label}:\n${indented(text)}`)
  parts.push(...check.evidence.map(evidenceText))
  return parts.join('\n\n')
}
