import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleFailedCheck, exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { renderGithubAnnotations, renderGithubSummary } from '#harness/results/github.ts'
import type { GradeResult } from '#harness/results/result.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      '`',
      '|',
      '\n',
      '\r',
      ':',
      '%',
      ',',
      '</pre>',
      '::error::',
      '[',
      'a',
    ),
  }),
)

const withFailures = (count: number): GradeResult => {
  const [exercise] = exampleResult.exercises
  const checks = Array.from({ length: count }, (_, n) => ({ ...exampleFailedCheck, id: `check-${n}` }))
  return { ...exampleResult, exercises: exercise ? [{ ...exercise, checks }] : [] }
}

describe('the summary of the job', () => {
  test('shows what did not pass', () => {
    expect(renderGithubSummary(exampleResult)).toMatchInlineSnapshot(`
      "## ⚠ Undetermined: 13.5 of 40 points.

      <p>04-schema-registry/schema-registered could not be judged. That is a fault of the grader or of this machine, not yours, and it costs no mark. Run the command below again. If it happens again, <code>npx day2 doctor</code> looks for the cause on this machine: send what it says and result.json to whoever runs the course. Apart from that, 1 check failed: look at 03-word-count/random-sentences.</p>

      | Exercise | Verdict | Checks | Points | Time |
      | --- | --- | ---: | ---: | ---: |
      | ✔ 01-multi-broker-cluster | passed | 2/2 | 10/10 | 14.0 s |
      | ✘ 03-word-count | failed | 1/3 | 2/10 | 31.0 s |
      | ⚠ 04-schema-registry | undetermined | 1/2 | 1.5/10 | 8.0 s |
      | ↷ 05-connect-file-pipeline | not attempted | 0/1 | 0/10 | 0.0 s |

      <p>The same again:</p>

      <pre>npm test -- 03-word-count 04-schema-registry --seed k7f3q --submission &#39;my work&#39;</pre>

      <details><summary>✘ <code>03-word-count/random-sentences</code> random sentences add up exactly (0/2)</summary>

      <pre>2 of 41 words have a wrong count in word-counts.

      expected:
        broker  7
        lag     3

      actual:
        broker  14
        lag     6

      hint:
        Every wrong count is twice the right one. What happens to a record that your app reads a second time?

      evidence (app, standard error, 2026-11-12T22:01:07.120Z):
        INFO starting
        INFO assigned text-input-0
        WARN rebalance in progress
        ERROR ::error::not a command of ours</pre>

      </details>

      <details><summary>⚠ <code>04-schema-registry/schema-registered</code> version 1 is the User schema (0/8.5)</summary>

      <pre>the registry on 127.0.0.1:18081 stopped answering after 10000 ms

      This is the grader&#39;s or the machine&#39;s fault, not yours. It costs no mark.

      evidence (registry log, 2026-11-12T22:01:20.000Z):
        java.lang.OutOfMemoryError</pre>

      </details>
      "
    `)
  })

  test('contains no markup of a submission', () => {
    // How many there are is a matter of the pictures: each is one of ours.
    const OURS = /<\/?(details|summary|p|pre|code|table|tr|th|td|b|br|ins|del|span)( class="[a-z ]+")?>/g
    fc.assert(
      fc.property(anyText, text => {
        const summary = renderGithubSummary(exampleWith(text))
        expect(summary.replaceAll(OURS, '')).not.toContain('<')
        // Outside of blocks in which GitHub reads no Markdown there is nothing that a submission wrote.
        for (const line of summary.replace(/<pre>[\s\S]*?<\/pre>/g, '').split('\n'))
          expect(line).toMatch(/^$|^[<|#]/)
      }),
    )
  })

  test('says less rather than being refused', () => {
    const summary = renderGithubSummary(withFailures(2000))
    expect(summary).toContain('they are in `report.html`')
    expect(summary.length).toBeLessThan(10_000)
  })
})

describe('annotations', () => {
  test('errors of the submission, warnings about the grader', () => {
    expect(renderGithubAnnotations(exampleResult)).toMatchInlineSnapshot(`
      "::error title=03-word-count/random-sentences (0/2)::2 of 41 words have a wrong count in word-counts.%0A%0Aexpected:%0A  broker  7%0A  lag     3%0A%0Aactual:%0A  broker  14%0A  lag     6%0A%0Ahint:%0A  Every wrong count is twice the right one. What happens to a record that your app reads a second time?
      ::warning title=04-schema-registry/schema-registered (0/8.5)::the registry on 127.0.0.1:18081 stopped answering after 10000 ms%0A%0AThis is the grader's or the machine's fault, not yours. It costs no mark.
      "
    `)
  })

  test('no more than GitHub shows, and the last one says so', () => {
    const lines = renderGithubAnnotations(withFailures(25)).trimEnd().split('\n')
    expect(lines).toHaveLength(10)
    expect(lines.at(-1)).toBe('::error::16 more: see the summary of this job')
    expect(renderGithubAnnotations(withFailures(10)).trimEnd().split('\n')).toHaveLength(10)
  })

  test('nothing that a submission prints is a command of its own', () => {
    fc.assert(
      fc.property(anyText, text => {
        const lines = renderGithubAnnotations(exampleWith(text)).trimEnd().split('\n')
        expect(lines).toHaveLength(2)
        for (const line of lines) expect(line).toMatch(/^::(error|warning) title=[^:,]+::[^\r\n]*$/)
      }),
    )
  })
})
