// The answers to one check that were commonly wrong: the same message and the same hint, whatever numbers and names are in it.
import type { Row } from './class-result.ts'

export interface WrongAnswer {
  count: number
  /** As the example has it. */
  message: string
  hint?: string
  /** Folder of somebody who gave it. */
  example: string
}

const MOST = 5

/** @returns the commonest first, and how many gave none of these */
export function wrongAnswers(
  exercise: string,
  check: string,
  rows: readonly Row[],
): { groups: WrongAnswer[]; others: number } {
  const groups = new Map<string, WrongAnswer>()
  for (const row of rows) {
    const outcome = row.exercises[exercise]?.checks[check]
    if (outcome?.status !== 'failed') continue
    const { message = '', hint } = outcome
    const key = `${shape(message)}\n${shape(hint ?? '')}`
    const group = groups.get(key)
    if (group) group.count++
    else groups.set(key, { count: 1, message, ...(hint === undefined ? {} : { hint }), example: row.folder })
  }
  const sorted = [...groups.values()].sort((a, b) => b.count - a.count)
  const others = sorted.slice(MOST).reduce((sum, { count }) => sum + count, 0)
  return { groups: sorted.slice(0, MOST), others }
}

/** Without what chance has drawn: numbers, and what stands in quotation marks or backticks. */
function shape(text: string): string {
  return text
    .replaceAll(/"[^"]*"|`[^`]*`|'[^']*'/g, '"…"')
    .replaceAll(/\d+(?:[.,]\d+)*/g, '0')
    .trim()
}
