import { expect, test } from 'vitest'
import { checkText } from '#harness/results/check-text.ts'
import { exampleFailedCheck, exampleResult } from '#harness/results/example-result.ts'

test('a failure says everything, without colours', () => {
  expect(checkText(exampleFailedCheck)).toMatchInlineSnapshot(`
    "2 of 41 words have a wrong count in word-counts.

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
      ERROR ::error::not a command of ours"
  `)
})

test('a fault of the grader says whose it is', () => {
  const check = exampleResult.exercises[2]?.checks[1]
  expect(check && checkText(check)).toMatchInlineSnapshot(`
    "the registry on 127.0.0.1:18081 stopped answering after 10000 ms

    This is the grader's or the machine's fault, not yours. It costs no mark.

    evidence (registry log, 2026-11-12T22:01:20.000Z):
      java.lang.OutOfMemoryError"
  `)
})
