// junit.xml, for CI systems. It must be valid XML 1.0 whatever a submission prints, or the CI shows no result at all.
import junit, { type Builder, type TestCase, type TestSuite } from 'junit-report-builder'
import { checkText, NO_MARK_LOST } from '#harness/results/check-text.ts'
import { firstLine, printable } from '#harness/results/printable.ts'
import { repositoryPlace } from '#harness/results/repository-place.ts'
import type { CheckResult, ExerciseResult, GradeResult } from '#harness/results/result.ts'
import { uniqueNames } from '#harness/results/unique-names.ts'

export const renderJunit = (result: GradeResult): string => {
  // The package is CommonJS: Node's default import is the builder, its types say that it is one level deeper.
  const builder = (junit as unknown as Builder).newBuilder()
  builder.name('day2')
  for (const exercise of result.exercises) addSuite(builder, exercise, result)
  if (result.verdict === 'incomplete')
    addUnfinished(builder.testSuite().name('day2'), 'the grade was interrupted')
  return `${builder.build()}\n`
}

const addSuite = (builder: Builder, exercise: ExerciseResult, result: GradeResult): void => {
  const suite = builder
    .testSuite()
    .name(printable(exercise.id))
    .time(seconds(exercise.durationMs))
    .property('title', printable(exercise.title))
    .property('verdict', exercise.verdict)
    .property('points', String(exercise.points))
    .property('maxPoints', String(exercise.maxPoints))
  if (exercise.group) suite.property('group', exercise.group)
  if (exercise.startedAt) suite.timestamp(printable(exercise.startedAt))

  const names = uniqueNames(
    exercise.checks.map(({ id, title }) => ({ id: printable(id), name: printable(title) })),
  )
  exercise.checks.forEach((check, index) => {
    const testCase = suite
      .testCase()
      .className(`day2.${printable(exercise.id)}`)
      .name(names[index] ?? check.id)
      .time(seconds(check.durationMs))
      .property('id', printable(check.id))
      .property('points', String(check.points))
      .property('maxPoints', String(check.maxPoints))
    const place = repositoryPlace(result, exercise, check)
    if (place?.exact) testCase.file(printable(place.path))
    addOutcome(testCase, check)
  })

  const explained = exercise.checks.some(check => check.status === 'harness-error')
  if (exercise.verdict === 'undetermined' && !explained)
    addUnfinished(suite, 'the exercise could not be judged to its end')
}

/** Without this, a suite that stopped half-way with only passed checks would be green in a CI. */
const addUnfinished = (suite: TestSuite, message: string): void => {
  suite
    .testCase()
    .className('day2')
    .name(message)
    .time(0)
    .error(`${message}: ${NO_MARK_LOST}`, 'harness-error')
}

/**
 * The package knows no message of a skipped test, and its CDATA sections break on a second `]]>`. So the outcome is
 * added as an element with ordinary text, and the counts of the suite are told about it.
 */
const addOutcome = (testCase: TestCase, check: CheckResult): void => {
  if (check.status === 'passed') return
  const element = ({ failed: 'failure', 'harness-error': 'error', skipped: 'skipped' } as const)[check.status]
  const message = firstLine(check.message ?? '') || check.status
  const attributes = element === 'skipped' ? { message } : { message, type: check.status }

  const build = testCase.build.bind(testCase)
  testCase.build = parent => {
    const built = build(parent)
    if (element === 'skipped') built.ele(element, attributes)
    else built.ele(element, attributes, checkText(check))
    return built
  }
  if (element === 'failure') testCase.getFailureCount = () => 1
  if (element === 'error') testCase.getErrorCount = () => 1
  if (element === 'skipped') testCase.getSkippedCount = () => 1
}

const seconds = (ms: number): number => ms / 1000
