// What stands below a failed check's message, in every report. What the message has said already is not said once more.
import type { CheckResult } from '#harness/results/result.ts'

type Label = 'expected' | 'actual' | 'hint'

/** Shorter texts, such as a number, may occur in a message by chance. */
const SHORTEST = 4

export const checkValues = (check: CheckResult): [Label, string][] =>
  (['expected', 'actual', 'hint'] as const).flatMap(label => {
    const text = check[label]
    if (!text || (label === 'actual' && isSaid(text, check.message ?? ''))) return []
    return [[label, text] satisfies [Label, string]]
  })

const isSaid = (text: string, message: string): boolean => {
  const words = text.trim()
  if (words.length < SHORTEST || words.includes('\n')) return false
  const at = message.indexOf(words)
  const isEdge = (sign: string | undefined) => sign === undefined || !/[\p{L}\p{N}]/u.test(sign)
  return at >= 0 && isEdge(message[at - 1]) && isEdge(message[at + words.length])
}
