// What a verdict means for the person who reads it, and what to do next. The same words in every report.
import { plural } from '#harness/results/format.ts'
import type { ExerciseResult, GradeResult } from '#harness/results/result.ts'

/** `Failed: 12 of 40 points.`, with extended exercises beside them `Failed: 12 of 40 points; extended: 7 of 20.` */
export const verdictTitle = ({ verdict, points, maxPoints, extended }: GradeResult): string => {
  const apart = extended ? `; extended: ${extended.points} of ${extended.maxPoints}` : ''
  return `${capital(verdict)}: ${points} of ${plural(maxPoints, 'point')}${apart}.`
}

/** What follows it. `resultFile` is result.json as the reader would find it. */
export const verdictInWords = (result: GradeResult, resultFile: string): string =>
  result.partial === undefined
    ? wordsOf(result, resultFile)
    : `${result.verdict === 'passed' ? '' : `${wordsOf(result, resultFile)} `}This was a part, ${result.partial} and what it builds on: no mark comes of it.`

const wordsOf = (result: GradeResult, resultFile: string): string => {
  switch (result.verdict) {
    case 'passed':
      return 'Everything that was asked for works.'
    case 'failed':
      return whatIsMissing(result)
    case 'undetermined':
      return (
        `${unjudged(result)} could not be judged. That is a fault of the grader or of this machine, not yours, and it ` +
        'costs no mark. Run the command below again. If it happens again, `npx day2 doctor` looks for the cause on ' +
        `this machine: send what it says and ${resultFile} to whoever runs the course.${failuresToo(result)}`
      )
    case 'incomplete':
      return 'The grade was interrupted, so only what had been judged by then counts here. Run the command below again.'
  }
}

const whatIsMissing = ({ exercises }: GradeResult): string => {
  const attempted = exercises.filter(exercise => exercise.verdict !== 'not-attempted')
  const failed = idsOf(attempted, 'failed')
  const skipped = idsOf(attempted, 'skipped').length
  const untouched = exercises.length - attempted.length
  const parts: string[] = []
  if (failed.length > 0) parts.push(`${plural(failed.length, 'check')} failed`)
  if (skipped > 0) parts.push(`${plural(skipped, 'check')} could not be tried because of that`)
  if (untouched > 0)
    parts.push(`${plural(untouched, 'exercise')} ${untouched === 1 ? 'was' : 'were'} not attempted`)
  const look = failed.length > 0 ? ` Look at ${failed[0]} first.` : ''
  return `${capital(parts.join(', '))}.${look}`
}

/** What a student can go on with, whatever becomes of the rest. */
const failuresToo = ({ exercises }: GradeResult): string => {
  const failed = idsOf(exercises, 'failed')
  return failed.length > 0
    ? ` Apart from that, ${plural(failed.length, 'check')} failed: look at ${failed[0]}.`
    : ''
}

/** What could not be judged, by name as far as that fits a sentence. */
const unjudged = ({ exercises }: GradeResult): string => {
  const undetermined = exercises.filter(exercise => exercise.verdict === 'undetermined')
  const names = undetermined.flatMap(exercise => {
    const ids = idsOf([exercise], 'harness-error')
    return ids.length > 0 ? ids : [exercise.id]
  })
  const more = names.length - 2
  return more > 0 ? `${names.slice(0, 2).join(', ')} and ${more} more` : names.join(' and ')
}

const idsOf = (
  exercises: readonly ExerciseResult[],
  status: 'failed' | 'skipped' | 'harness-error',
): string[] =>
  exercises.flatMap(exercise =>
    exercise.checks.filter(check => check.status === status).map(check => `${exercise.id}/${check.id}`),
  )

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
