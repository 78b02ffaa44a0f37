// One sign for each outcome, in every report. Where there is no colour, they still tell the outcomes apart.
import type { CheckStatus, ExerciseVerdict, GradeVerdict } from '#harness/results/result.ts'

export type Outcome = CheckStatus | ExerciseVerdict | GradeVerdict

const SYMBOLS: Record<Outcome, string> = {
  passed: '✔',
  failed: '✘',
  skipped: '↷',
  'not-attempted': '↷',
  'harness-error': '⚠',
  undetermined: '⚠',
  incomplete: '⚠',
}

export const symbolOf = (outcome: Outcome): string => SYMBOLS[outcome]
