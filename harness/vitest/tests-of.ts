// An exercise as tests: one a check, in its order, each at its own line of the suite.
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { NOT_ATTEMPTED } from '#harness/results/result-file.ts'
import { CheckFailed, HarnessError } from './check-errors.ts'
import { Grading } from './grading.ts'
import { testWithLane } from './test-with-lane.ts'

/** To be called while vitest collects the tests of the suite's file. */
export function testsOf(exercise: Exercise): void {
  /** undefined where the submission holds nothing of the exercise. */
  let grading: Grading | undefined
  testWithLane.beforeAll(async ({ grader }, { tasks }) => {
    const { lane, submission, seed } = grader
    if ((await submission.exercise(exercise.id)) === undefined) return
    const asked = new Set(tasks.filter(({ mode }) => mode === 'run' || mode === 'queued').map(nameOf))
    grading = new Grading({
      exercise,
      wanted: exercise.declare().flatMap(check => (asked.has(titleOf(check)) ? [check.id] : [])),
      lane,
      submission,
      seed,
      onNote: note => void process.stderr.write(`${exercise.id}: ${note}\n`),
    })
  })
  testWithLane.afterAll(async () => {
    await grading?.end()
  })
  exercise.declare(check => {
    // It carries the stack of the line that declares the check: what fails there is shown there.
    const place = new Error('declared')
    testWithLane(titleOf(check), async ({ skip }) => {
      if (grading === undefined) return skip(`${NOT_ATTEMPTED}: ${exercise.id}/ is missing or empty`)
      const judged = await grading.verdict(check.id)
      if (judged.status === 'passed') return
      const hidden = grading.hiddenCause(judged)
      if (judged.status === 'skipped' && hidden === undefined) return skip(judged.message)
      const error = errorOf(hidden ?? judged, hidden && check.id)
      error.stack = `${error.name}: ${error.message}\n${suiteLines(place.stack)}`
      throw error
    })
  })
}

const titleOf = ({ id, title }: { id: string; title: string }): string => `${id}: ${title}`

const nameOf = ({ name }: { name: string }): string => name

const errorOf = (judged: Judged, of?: string): Error =>
  judged.status === 'failed' ? new CheckFailed(judged, of) : new HarnessError(judged)

/** Of a stack the part that is the suite's: how the check came to be declared is of no interest. */
const suiteLines = (stack = ''): string =>
  stack
    .split('\n')
    .filter(line => /[\\/]suites[\\/]/.test(line))
    .join('\n')
