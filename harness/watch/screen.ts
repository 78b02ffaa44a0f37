// What a person sees who watches: the first failed check with all that explains it, below it a line for each exercise.
import { toFix } from '#harness/results/first-to-fix.ts'
import { formatDuration, formatPassed, formatPoints, formatVerdict } from '#harness/results/format.ts'
import type { ExerciseResult } from '#harness/results/result.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import { renderCheckDetails, renderCheckLine, renderHeading } from '#harness/results/terminal.ts'
import { type Look, paints, shownTitle, widthOf } from '#harness/results/terminal-look.ts'
import { columns, cutEnd, padEnd, padStart } from '#harness/results/terminal-text.ts'
import { sumPoints } from '#harness/results/verdict.ts'

export interface Seen {
  /** All that are watched, in order. */
  exercises: readonly string[]
  /** What is known of each, from whichever run. */
  results: ReadonlyMap<string, ExerciseResult>
  /** The check that is being judged, by exercise. */
  running: ReadonlyMap<string, string>
  /** What waits to be graded. */
  waiting: ReadonlySet<string>
}

/** Empty where nothing has failed. */
export function renderFirstFailure({ exercises, results }: Seen, look: Look): string {
  const [first] = toFix({ exercises: exercises.flatMap(id => results.get(id) ?? []) })
  if (!first) return ''
  const { exercise, check } = first
  return [renderHeading(exercise, look), renderCheckLine(check, look), renderCheckDetails(check, look)]
    .filter(Boolean)
    .join('\n')
}

export function renderExercises(seen: Seen, look: Look): string {
  const width = Math.max(...seen.exercises.map(columns))
  return seen.exercises.map(id => `  ${lineOf(id, seen, look, width)}`).join('\n')
}

function lineOf(id: string, { results, running, waiting }: Seen, look: Look, width: number): string {
  const { bold, dim, outcome } = paints(look)
  const result = results.get(id)
  const check = running.get(id)
  const name = bold(padEnd(id, width))
  const state =
    check !== undefined
      ? dim(`… ${check}`)
      : waiting.has(id)
        ? dim('… is next')
        : result === undefined
          ? dim('not graded yet')
          : outcome(result.verdict)(formatVerdict(result.verdict))
  const symbol =
    result && check === undefined && !waiting.has(id)
      ? outcome(result.verdict)(symbolOf(result.verdict))
      : ' '
  if (result === undefined || result.checks.length === 0) return `${symbol} ${name}  ${state}`
  const known = `${padStart(formatPassed([result]), 6)}  ${padStart(formatPoints(result), 6)}`
  const time = result.verdict === 'not-attempted' ? '' : formatDuration(result.durationMs)
  const room = Math.max(8, widthOf(look) - width - columns(known) - 20)
  return `${symbol} ${name}  ${known}  ${dim(padStart(time, 10))}  ${cutEnd(state, room)}`.trimEnd()
}

/** How far it is: what is left, in words. */
export function renderLeft({ exercises, results }: Seen, look: Look): string {
  const passed = exercises.filter(id => results.get(id)?.verdict === 'passed')
  const left = exercises.filter(id => !passed.includes(id))
  const points = {
    points: sumPoints([...results.values()].map(each => each.points)),
    maxPoints: sumPoints([...results.values()].map(each => each.maxPoints)),
  }
  if (left.length === 0) return ''
  return cutEnd(
    `${passed.length} of ${exercises.length} passed, ${formatPoints(points)} points so far. Left: ${left.join(', ')}`,
    widthOf(look),
  )
}

/** Told once, when all that is watched has passed. */
export function renderAllPassed({ exercises, results }: Seen, others: readonly string[], look: Look): string {
  const { bold, outcome } = paints(look)
  const points = sumPoints(exercises.map(id => results.get(id)?.points ?? 0))
  const what = exercises.length === 1 ? shownTitle(exercises[0] ?? '') : `All ${exercises.length} exercises`
  const lead = bold(outcome('passed')(`${symbolOf('passed')} ${what} passed: ${points} points.`))
  const rest =
    others.length === 0
      ? 'Nothing is left. npm test grades it as a whole.'
      : `Not watched, and maybe left: ${others.join(', ')}`
  return `${lead} ${rest}`
}

export const KEYS = 'a all · f what failed · Enter again · s same seed again · o report · q quit'
