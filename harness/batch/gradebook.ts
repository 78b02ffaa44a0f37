// Marks as tables: for people, and in the forms that Moodle and Canvas take back.
import { stringify } from 'csv-stringify/sync'
import { firstLine } from '#harness/results/printable.ts'
import type { ClassResult, ExerciseOutcome, Row } from './class-result.ts'

export const NOTHING = 'nothing handed in'

/** One row a hand-in, one column an exercise; whoever has handed nothing in stands at the end. */
export function renderGradebook({ exercises, submissions, missing }: ClassResult): string {
  const rows = submissions.map(row => ({
    ...person(row),
    folder: row.folder,
    ...Object.fromEntries(exercises.map(({ id }) => [id, pointsOf(row.exercises[id])])),
    total: isMarked(row) ? row.points : '',
    max: row.maxPoints,
    ...(row.extended ? { extended: isMarked(row) ? row.extended.points : '' } : {}),
    verdict: row.verdict,
    minutes: (row.durationMs / 60_000).toFixed(1),
    late: row.late ?? '',
    remarks: remarksOf(row),
  }))
  const nobody = missing.map(each => ({ ...person(each), verdict: NOTHING }))
  return table(
    [
      ...['name', 'id', 'email', 'folder', ...exercises.map(({ id }) => id)],
      ...[
        'total',
        'max',
        ...(submissions.some(({ extended }) => extended) ? ['extended'] : []),
        'verdict',
        'minutes',
        'late',
        'remarks',
      ],
    ],
    [...rows, ...nobody],
  )
}

/** Moodle's offline grading worksheet. It takes back what carries the number of its participant. */
export function renderMoodle({ submissions }: ClassResult): string {
  const rows = submissions
    .filter(({ origin, id }) => origin === 'moodle' && id !== undefined)
    .map(row => ({
      Identifier: `Participant ${row.id}`,
      'Full name': row.name,
      'Email address': row.email ?? '',
      Grade: isMarked(row) ? row.points : '',
      'Maximum grade': row.maxPoints,
      'Grade can be changed': 'Yes',
      'Feedback comments': feedbackOf(row),
    }))
  return table(
    [
      ...['Identifier', 'Full name', 'Email address', 'Grade', 'Maximum grade'],
      ...['Grade can be changed', 'Feedback comments'],
    ],
    rows,
  )
}

/** Canvas' gradebook: the row with what is possible comes first, and people are known by their number. */
export function renderCanvas({ submissions, exercises }: ClassResult): string {
  const assignment = 'Kafka day 2'
  const possible = submissions[0]?.maxPoints ?? exercises.reduce((sum, { maxPoints }) => sum + maxPoints, 0)
  const rows = submissions
    .filter(({ origin, id }) => origin === 'canvas' && id !== undefined)
    .map(row => ({ Student: row.name, ID: row.id, [assignment]: isMarked(row) ? row.points : '' }))
  return table(
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', assignment],
    [{ Student: 'Points Possible', [assignment]: possible }, ...rows],
  )
}

/** A mark that is not known yet is none; nothing would be worse than a zero in its place. */
const isMarked = ({ verdict }: Row): boolean => verdict === 'passed' || verdict === 'failed'

const pointsOf = (outcome: ExerciseOutcome | undefined): number | '' =>
  outcome === undefined || outcome.verdict === 'undetermined' ? '' : outcome.points

const person = ({
  name,
  id,
  email,
}: {
  name: string
  id?: string | undefined
  email?: string | undefined
}) => ({
  name,
  id: id ?? '',
  email: email ?? '',
})

function remarksOf({ why, sameAs, notes }: Row): string {
  const remarks = [...(why ? [why] : []), ...(sameAs ? [`the same work as ${sameAs}`] : []), ...notes]
  return remarks.map(firstLine).join('; ')
}

/** One line an exercise: a student sees where the points went, and finds the rest in the report. */
function feedbackOf(row: Row): string {
  if (row.why !== undefined) return firstLine(row.why)
  return Object.entries(row.exercises)
    .map(([id, { points, maxPoints, checks }]) => {
      const failed = Object.entries(checks).flatMap(([check, { status }]) =>
        status === 'failed' ? [check] : [],
      )
      return `${id}: ${points}/${maxPoints}${failed.length > 0 ? ` (${failed.join(', ')})` : ''}`
    })
    .join('\n')
}

/** Text of strangers that a spreadsheet would take for a formula is shown, not run. */
const table = (columns: string[], rows: Record<string, unknown>[]): string =>
  stringify(rows, { columns, header: true, escape_formulas: true, record_delimiter: 'windows' })
