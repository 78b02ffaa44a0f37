// class.xml: a suite a submission and a test an exercise, for whatever shows JUnit. Valid whatever a submission prints.
import junit, { type Builder, type TestSuite } from 'junit-report-builder'
import { firstLine, printable } from '#harness/results/printable.ts'
import { uniqueNames } from '#harness/results/unique-names.ts'
import type { ClassResult, ExerciseOutcome, Row } from './class-result.ts'

export function renderClassJunit({ submissions }: ClassResult): string {
  // The package is CommonJS: Node's default import is the builder, its types say that it is one level deeper.
  const builder = (junit as unknown as Builder).newBuilder()
  builder.name('day2 class')
  const names = uniqueNames(submissions.map(({ name, folder }) => ({ name: printable(name), id: folder })))
  submissions.forEach((row, index) => {
    addSuite(builder.testSuite().name(names[index] ?? row.folder), row)
  })
  return `${builder.build()}\n`
}

function addSuite(suite: TestSuite, row: Row): void {
  suite
    .time(row.durationMs / 1000)
    .property('folder', row.folder)
    .property('verdict', row.verdict)
    .property('points', String(row.points))
    .property('maxPoints', String(row.maxPoints))
  for (const [id, outcome] of Object.entries(row.exercises)) addCase(suite, row, id, outcome)
  const other = (name: string) => suite.testCase().className(`day2.${row.folder}`).name(name).time(0)
  if (row.why !== undefined) other('submission').failure(firstLine(row.why), 'refused')
  // Without this, a suite that stopped half-way with only passed exercises would be green.
  if (row.verdict === 'incomplete') other('the rest').error('not all of it has been graded yet', 'incomplete')
}

function addCase(suite: TestSuite, { folder }: Row, id: string, outcome: ExerciseOutcome): void {
  const { verdict, points, maxPoints, durationMs, checks } = outcome
  const test = suite
    .testCase()
    .className(`day2.${folder}`)
    .name(id)
    .time(durationMs / 1000)
    .property('points', String(points))
    .property('maxPoints', String(maxPoints))
  if (verdict === 'passed') return
  if (verdict === 'not-attempted') {
    test.skipped()
    return
  }
  const told = Object.entries(checks)
    .filter(([, { status }]) => status === 'failed' || status === 'harness-error')
    .map(([check, { message = '' }]) => `${check}: ${printable(message)}`)
  const text = [`${points} of ${maxPoints} points`, ...told].join('\n')
  if (verdict === 'failed') test.failure(text, 'failed')
  else test.error(text, 'undetermined')
}
