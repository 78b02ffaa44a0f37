import { expect, test } from 'vitest'
import { exampleResult } from '#harness/results/example-result.ts'
import { renderGradescope } from '#harness/results/gradescope.ts'

test('a part of an exercise has no score', () => {
  const part = { ...exampleResult, verdict: 'passed', partial: 'survives-crash' } as const
  const report = JSON.parse(renderGradescope(part))
  expect(report).not.toHaveProperty('score')
  expect(report.output).toContain(
    'There is no score yet.\n\nPassed: 13.5 of 40 points. This was a part, survives-crash and what it builds on: no mark comes of it.',
  )
})

test('a whole report', () => {
  expect(renderGradescope(exampleResult)).toMatchInlineSnapshot(`
    "{
      "execution_time": 83,
      "output": "There is no score yet.\\n\\nUndetermined: 13.5 of 40 points. 04-schema-registry/schema-registered could not be judged. That is a fault of the grader or of this machine, not yours, and it costs no mark. Run the command below again. If it happens again, \`npx day2 doctor\` looks for the cause on this machine: send what it says and result.json to whoever runs the course. Apart from that, 1 check failed: look at 03-word-count/random-sentences.\\n\\nThe same again: npm test -- 03-word-count 04-schema-registry --seed k7f3q --submission 'my work'",
      "output_format": "text",
      "test_output_format": "text",
      "test_name_format": "text",
      "extra_data": {
        "verdict": "undetermined",
        "maxPoints": 40,
        "seed": "k7f3q",
        "digest": "sha256:9f2c"
      },
      "tests": [
        {
          "number": "1.1",
          "name": "01-multi-broker-cluster: setup exits 0",
          "score": 2.5,
          "max_score": 2.5,
          "status": "passed",
          "extra_data": {
            "id": "setup-succeeds",
            "status": "passed"
          }
        },
        {
          "number": "1.2",
          "name": "01-multi-broker-cluster: describe tells leader, replicas and ISR",
          "score": 7.5,
          "max_score": 7.5,
          "status": "passed",
          "extra_data": {
            "id": "describe-healthy",
            "status": "passed"
          }
        },
        {
          "number": "2.1",
          "name": "03-word-count: both topics have 3 partitions and 2 replicas each",
          "score": 2,
          "max_score": 2,
          "status": "passed",
          "extra_data": {
            "id": "topic-layout",
            "status": "passed"
          }
        },
        {
          "number": "2.2",
          "name": "03-word-count: random sentences add up exactly",
          "score": 0,
          "max_score": 2,
          "status": "failed",
          "output": "2 of 41 words have a wrong count in word-counts.\\n\\nexpected:\\n  broker  7\\n  lag     3\\n\\nactual:\\n  broker  14\\n  lag     6\\n\\nhint:\\n  Every wrong count is twice the right one. What happens to a record that your app reads a second time?\\n\\nevidence (app, standard error, 2026-11-12T22:01:07.120Z):\\n  INFO starting\\n  INFO assigned text-input-0\\n  WARN rebalance in progress\\n  ERROR ::error::not a command of ours",
          "extra_data": {
            "id": "random-sentences",
            "status": "failed"
          }
        },
        {
          "number": "2.3",
          "name": "03-word-count: counts go on after a crash",
          "score": 0,
          "max_score": 6,
          "status": "failed",
          "output": "needs random-sentences, which failed",
          "extra_data": {
            "id": "survives-crash",
            "status": "skipped"
          }
        },
        {
          "number": "3.1",
          "name": "04-schema-registry: register exits 0",
          "score": 1.5,
          "max_score": 1.5,
          "status": "passed",
          "extra_data": {
            "id": "register-succeeds",
            "status": "passed"
          }
        },
        {
          "number": "3.2",
          "name": "04-schema-registry: version 1 is the User schema",
          "output": "the registry on 127.0.0.1:18081 stopped answering after 10000 ms\\n\\nThis is the grader's or the machine's fault, not yours. It costs no mark.\\n\\nevidence (registry log, 2026-11-12T22:01:20.000Z):\\n  java.lang.OutOfMemoryError",
          "extra_data": {
            "id": "schema-registered",
            "status": "harness-error"
          }
        },
        {
          "number": "4.1",
          "name": "05-connect-file-pipeline: setup exits 0",
          "score": 0,
          "max_score": 10,
          "status": "failed",
          "output": "not attempted",
          "extra_data": {
            "id": "setup-succeeds",
            "status": "skipped"
          }
        }
      ]
    }
    "
  `)
})
