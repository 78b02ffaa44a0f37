import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { toFix } from '#harness/results/first-to-fix.ts'
import { renderHtml } from '#harness/results/html.ts'

const without = (html: string): string => html.replace(/<style>[\s\S]*?<\/style>/, '')
const words = (html: string): string =>
  without(html)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

test('on top stand the mark, whose work it is, when and on what it was graded, and the first thing to fix', () => {
  expect(words(renderHtml(exampleResult)).slice(0, 1900)).toMatchInlineSnapshot(
    `" Undetermined: 13.5 of 40 points. submission To the results ⚠ Undetermined: 13.5 of 40 points. 04-schema-registry/schema-registered could not be judged. That is a fault of the grader or of this machine, not yours, and it costs no mark. Run the command below again. If it happens again, npx day2 doctor looks for the cause on this machine: send what it says and result.json to whoever runs the course. Apart from that, 1 check failed: look at 03-word-count/random-sentences. Work submission Graded 12 November 2026, 22:00 UTC , in 1 min 23 s On Kafka 4.3.1, embedded lab, Java 25.0.1 First thing to fix in 03-word-count ✘ random-sentences failed, 0/2 points, 12.4 s random sentences add up exactly 2 of 41 words have a wrong count in word-counts. Expected broker 7 lag 3 Actual broker 14 lag 6 Hint Every wrong count is twice the right one. What happens to a record that your app reads a second time? app, standard error 47.1 s after the beginning INFO starting INFO assigned text-input-0 WARN rebalance in progress ERROR ::error::not a command of ours Exercises Exercise Verdict Checks Points 01-multi-broker-cluster ✔ passed 2/2 10/10 03-word-count ✘ failed 1/3 2/10 04-schema-registry ⚠ undetermined 1/2 1.5/10 05-connect-file-pipeline ↷ not attempted 0/1 0/10 Total 4/8 13.5/40 01-multi-broker-cluster Set up a cluster of three brokers ✔ passed: setup-succeeds setup exits 0 2.5/2.5 1.2 s ✔ passed: describe-healthy describe tells leader, replicas and ISR 7.5/7.5 1.2 s 03-word-count Build your first Streams application ✔ passed: topic-layout both topics have 3 partitions and 2 replicas each 2/2 1.2 s ✘ failed: random-sentences random sentences add up exactly 2 of 41 words have a wrong count in word-counts. 0/2 12.4 s ↷ skipped: survives-crash counts go on after a crash needs random-sentences, which failed 0/6 Note: app ignored SIGTERM and was killed 10 s later; that costs nothing 04-schem"`,
  )
})

test('the first thing to fix is told once, in full, with its evidence open', () => {
  const html = renderHtml(exampleResult)
  expect(html.match(/2 of 41 words have a wrong count in word-counts\.<\/p>/g)).toHaveLength(1)
  expect(html).toContain(
    '<details open><summary>app, standard error <span class="soft">47.1 s after the beginning</span></summary>',
  )
  expect(toFix(exampleResult)[0]?.check.id).toBe('random-sentences')
  const passed = { ...exampleResult, exercises: exampleResult.exercises.slice(0, 1) }
  expect(toFix(passed)[0]).toBeUndefined()
  expect(renderHtml(passed)).not.toContain('First thing to fix')
})

test('what differs is marked, a hint is no program output, backticks are code', () => {
  const html = renderHtml(exampleResult)
  expect(html).toContain('broker  <ins>14</ins>')
  expect(html).toMatch(/<aside class="hint"><p class="label">Hint<\/p><p>Every wrong count/)
  expect(html).toContain('<code>npx day2 doctor</code>')
  expect(without(html)).not.toContain('`')
})

test('a failed check leads to its line in the suite, and names its part of the guide', () => {
  const [, exercise] = exampleResult.exercises
  if (!exercise) throw new Error('there is an exercise')
  const place = { file: 'suites/03-word-count/suite.ts', line: 81 }
  const checks = exercise.checks.map(check => ({ ...check, place }))
  const html = renderHtml(
    { ...exampleResult, exercises: [{ ...exercise, checks, guide: ['Exercise 3: Word Count'] }] },
    '/tmp/re ports',
  )
  expect(html).toMatch(
    /<a href="\.\.\/\.\.\/[^"]*suites\/03-word-count\/suite\.ts#:~:text='?[^"]*random%2Dsentences[^"]*">suites\/03-word-count\/suite\.ts:81<\/a>/,
  )
  expect(html).toContain('In the guide: “Exercise 3: Word Count”')
})

test('nothing comes from outside, nothing runs, and the only style is the one that the policy names', () => {
  const page = renderHtml(exampleWith('x'))
  expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import|https?:\/\/(?!127)| style="/i)
  expect(page).toMatch(
    /content="default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/,
  )
})

test('no text of a submission becomes markup', () => {
  // Where little is alike no marks are set, so those of ours are the same for every text.
  const markup = (text: string) => renderHtml(exampleWith(text)).match(/<(?!\/?(?:ins|del|br|code)>)[^>"]*/g)
  const benign = markup('a')
  const signs = fc.string({
    minLength: 1,
    unit: fc.constantFrom('<', '>', '&', '"', "'", '/', '=', '`', 'script', '-->', ']]>'),
  })
  fc.assert(
    fc.property(fc.oneof(signs, fc.string({ unit: 'binary', minLength: 1 })), text => {
      expect(markup(text)).toEqual(benign)
    }),
    { numRuns: 20 },
  )
})
