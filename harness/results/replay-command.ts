// The exact command that judges the same again: same exercises, same random inputs, same submission.
import { shellQuote } from '#harness/host/shell-quote.ts'
import type { GradeResult } from '#harness/results/result.ts'

/** More names than this do not fit a line; the numbers alone name the exercises as well. */
const MAX_FULL_NAMES = 3

export const replayCommand = (result: GradeResult): string => {
  const words = [...exercisesToReplay(result), '--seed', result.seed, ...(result.options ?? [])]
  return `npm test -- ${words.map(shellQuote).join(' ')}`
}

/** What went wrong; where nothing did, or not all was judged, all of it. */
const exercisesToReplay = ({ verdict, selected = [], exercises }: GradeResult): string[] => {
  if (verdict === 'incomplete') return abbreviated(selected)
  const wrong = exercises.filter(({ verdict }) => verdict === 'failed' || verdict === 'undetermined')
  return abbreviated((wrong.length > 0 ? wrong : exercises).map(exercise => exercise.id))
}

const abbreviated = (ids: string[]): string[] => {
  if (ids.length <= MAX_FULL_NAMES) return ids
  const numbers = ids.map(id => /^\d+(?=-)/.exec(id)?.[0] ?? id)
  return new Set(numbers).size === numbers.length ? numbers : ids
}
