// Extended exercises beside those of the day, in every report.
import { expect, test } from 'vitest'
import { renderCtrf } from './ctrf.ts'
import { exampleResult } from './example-result.ts'
import { partsOf } from './exercise-groups.ts'
import { renderGithubSummary } from './github.ts'
import { renderGradescope } from './gradescope.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { GradeResult } from './result.ts'
import { renderSummary } from './terminal.ts'

/** The example with its last two exercises as extended ones. */
const mixed: GradeResult = {
  ...exampleResult,
  points: 12,
  maxPoints: 20,
  extended: { points: 1.5, maxPoints: 20 },
  exercises: exampleResult.exercises.map((exercise, index) =>
    index < 2 ? exercise : { ...exercise, group: 'extended' },
  ),
}
const alone: GradeResult = {
  ...exampleResult,
  exercises: mixed.exercises.slice(2),
  points: 1.5,
  maxPoints: 20,
}

test('each part has its own total; where there is only one, it is the grade', () => {
  const told = (result: GradeResult) =>
    partsOf(result).map(
      ({ title, exercises, points, maxPoints }) => `${title}: ${exercises.length}, ${points}/${maxPoints}`,
    )
  expect(told(mixed)).toEqual(['Exercise: 2, 12/20', 'Extended exercise: 2, 1.5/20'])
  expect(told(alone)).toEqual(['Extended exercise: 2, 1.5/20'])
  expect(told(exampleResult)).toEqual(['Exercise: 4, 13.5/40'])
  expect(told({ ...alone, exercises: [] })).toEqual(['Exercise: 0, 1.5/20'])
  expect(GradeResult.parse(mixed)).toEqual(mixed)
})

test('the terminal has a table each', () => {
  const summary = renderSummary(mixed, { colour: false, width: 80 }, { reports: 'reports' })
  expect(summary.slice(summary.indexOf('Exercise  '), summary.indexOf('Reports'))).toMatchInlineSnapshot(`
    "Exercise                  Verdict        Checks   Points          Time
    01-multi-broker-cluster   passed            2/2    10/10        14.0 s
    03-word-count             failed            1/3     2/10        31.0 s
                                                3/5    12/20    1 min 23 s

    Extended exercise         Verdict        Checks   Points          Time
    04-schema-registry        undetermined      1/2   1.5/10         8.0 s
    05-connect-file-pipeline  not attempted     0/1     0/10             –
                                                1/3   1.5/20

    ⚠ Undetermined: 12 of 20 points; extended: 1.5 of 20.
    04-schema-registry/schema-registered could not be judged. That is a fault of the
    grader or of this machine, not yours, and it costs no mark. Run the command
    below again. If it happens again, \`npx day2 doctor\` looks for the cause on this
    machine: send what it says and reports/result.json to whoever runs the course.
    Apart from that, 1 check failed: look at 03-word-count/random-sentences.

    "
  `)
})

test('the summary of a job and the page have a table each', () => {
  const summary = renderGithubSummary(mixed)
  expect(summary).toContain('12 of 20 points; extended: 1.5 of 20.')
  expect(summary.match(/^\| (Ext|Ex).*Verdict/gm)).toEqual([
    '| Exercise | Verdict',
    '| Extended exercise | Verdict',
  ])
  const page = renderHtml(mixed)
  expect(page.match(/(?<=<tr><th scope="col">)Ex[\w ]+|Total<.*(?=<\/tr><\/tfoot>)/g)).toEqual([
    'Exercise',
    'Total</th><td class="number optional">3/5</td><td class="number">12/20</td>',
    'Extended exercise',
    'Total</th><td class="number optional">1/3</td><td class="number">1.5/20</td>',
  ])
})

test('Gradescope adds up the scores of the day alone, and of extended ones where nothing else was graded', () => {
  const scores = (result: GradeResult): unknown[] =>
    JSON.parse(renderGradescope({ ...result, verdict: 'failed' })).tests.map(
      (each: { max_score?: number }) => each.max_score,
    )
  expect(scores(mixed)).toEqual([2.5, 7.5, 2, 2, 6, undefined, undefined, undefined])
  expect(scores(alone)).toEqual([1.5, undefined, 10])
  const { score, extra_data } = JSON.parse(renderGradescope({ ...mixed, verdict: 'failed' }))
  expect([score, extra_data.maxPoints, extra_data.extended]).toEqual([12, 20, { points: 1.5, maxPoints: 20 }])
})

test('machines are told the group', () => {
  expect(renderJunit(mixed).match(/<property name="group" value="extended"\/>/g)).toHaveLength(2)
  const { summary, tests } = JSON.parse(renderCtrf(mixed)).results
  expect(summary.extra).toMatchObject({ points: 12, maxPoints: 20, extended: { points: 1.5, maxPoints: 20 } })
  expect(tests.filter((each: { extra: { group?: string } }) => each.extra.group)).toHaveLength(3)
})
