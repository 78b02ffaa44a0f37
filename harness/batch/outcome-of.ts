// What of a result stays in memory while a class is graded: of two thousand hand-ins the whole would not fit.
import type { ExerciseResult } from '#harness/results/result.ts'
import type { ExerciseOutcome } from './class-result.ts'

const MOST_CHARACTERS = 300

export function outcomeOf({
  verdict,
  points,
  maxPoints,
  durationMs,
  checks,
}: ExerciseResult): ExerciseOutcome {
  return {
    verdict,
    points,
    maxPoints,
    durationMs,
    checks: Object.fromEntries(
      checks.map(({ id, status, message, hint }) => [
        id,
        // Of a skipped check, the one that it needs tells why.
        status === 'failed' || status === 'harness-error'
          ? {
              status,
              ...(message ? { message: brief(message) } : {}),
              ...(hint ? { hint: brief(hint) } : {}),
            }
          : { status },
      ]),
    ),
  }
}

function brief(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…`.toWellFormed() : line
}
