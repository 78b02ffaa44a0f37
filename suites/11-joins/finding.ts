// What is told of a result that is wrong. What one mistake does to several results is told in the same words, so that it fails one check.
import type { Wrong } from './said.ts'

export interface Judged {
  topic: string
  /** Records that have been read of it. */
  records: number
  wrong: readonly Wrong[]
  /** How its records ought to look. */
  shape: string
}

/** Records, once written, are never put right; a missing one may still come. */
export const isFinal = (wrong: readonly Wrong[]): boolean => wrong.some(({ kind }) => kind !== 'missing')

export function findingFor({ topic, records, wrong, shape }: Judged): {
  message: string
  expected: string
  actual: string
} {
  const shown = wrong.slice(0, 5).map(({ text }) => text)
  const actual = [...shown, ...(wrong.length > 5 ? [`and ${wrong.length - 5} more`] : [])].join('; ')
  const kinds = new Set(wrong.map(({ kind }) => kind))
  if (records === 0)
    return {
      message: 'a result stays empty',
      expected: `records in ${topic}: ${shape}`,
      actual: `${topic} is empty`,
    }
  if (kinds.has('unknown key'))
    return {
      message: 'the key of a result is no id of an order',
      expected: `in ${topic}: ${shape}`,
      actual: `${topic}: ${actual}`,
    }
  if (kinds.has('unreadable'))
    return {
      message: 'a result is not written as asked',
      expected: `in ${topic}: ${shape}`,
      actual: `${topic}: ${actual}`,
    }
  return {
    message: `${wrong.length} order(s) are wrong in ${topic}`,
    expected: `each order as its partners ask for it, once (${shape})`,
    actual,
  }
}
