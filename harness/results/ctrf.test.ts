import { expect, test } from 'vitest'
import { renderCtrf } from '#harness/results/ctrf.ts'
import { exampleResult } from '#harness/results/example-result.ts'

test('a whole report', () => {
  expect(renderCtrf(exampleResult)).toMatchInlineSnapshot(`
    "{
      "reportFormat": "CTRF",
      "specVersion": "1.0.0",
      "timestamp": "2026-11-12T22:01:23.400Z",
      "generatedBy": "day2 0.1.0",
      "results": {
        "tool": {
          "name": "day2",
          "version": "0.1.0"
        },
        "summary": {
          "tests": 8,
          "passed": 4,
          "failed": 1,
          "skipped": 2,
          "pending": 0,
          "other": 1,
          "suites": 4,
          "start": 1794520800000,
          "stop": 1794520883400,
          "duration": 83400,
          "extra": {
            "verdict": "undetermined",
            "points": 13.5,
            "maxPoints": 40
          }
        },
        "tests": [
          {
            "name": "setup exits 0",
            "status": "passed",
            "rawStatus": "passed",
            "duration": 1200,
            "suite": [
              "01-multi-broker-cluster"
            ],
            "extra": {
              "id": "setup-succeeds",
              "points": 2.5,
              "maxPoints": 2.5
            }
          },
          {
            "name": "describe tells leader, replicas and ISR",
            "status": "passed",
            "rawStatus": "passed",
            "duration": 1200,
            "suite": [
              "01-multi-broker-cluster"
            ],
            "extra": {
              "id": "describe-healthy",
              "points": 7.5,
              "maxPoints": 7.5
            }
          },
          {
            "name": "both topics have 3 partitions and 2 replicas each",
            "status": "passed",
            "rawStatus": "passed",
            "duration": 1200,
            "suite": [
              "03-word-count"
            ],
            "extra": {
              "id": "topic-layout",
              "points": 2,
              "maxPoints": 2
            }
          },
          {
            "name": "random sentences add up exactly",
            "status": "failed",
            "rawStatus": "failed",
            "duration": 12400,
            "suite": [
              "03-word-count"
            ],
            "message": "2 of 41 words have a wrong count in word-counts.",
            "trace": "2 of 41 words have a wrong count in word-counts.\\n\\nexpected:\\n  broker  7\\n  lag     3\\n\\nactual:\\n  broker  14\\n  lag     6\\n\\nhint:\\n  Every wrong count is twice the right one. What happens to a record that your app reads a second time?\\n\\nevidence (app, standard error, 2026-11-12T22:01:07.120Z):\\n  INFO starting\\n  INFO assigned text-input-0\\n  WARN rebalance in progress\\n  ERROR ::error::not a command of ours",
            "extra": {
              "id": "random-sentences",
              "points": 0,
              "maxPoints": 2
            }
          },
          {
            "name": "counts go on after a crash",
            "status": "skipped",
            "rawStatus": "skipped",
            "duration": 0,
            "suite": [
              "03-word-count"
            ],
            "message": "needs random-sentences, which failed",
            "trace": "needs random-sentences, which failed",
            "extra": {
              "id": "survives-crash",
              "points": 0,
              "maxPoints": 6
            }
          },
          {
            "name": "register exits 0",
            "status": "passed",
            "rawStatus": "passed",
            "duration": 1200,
            "suite": [
              "04-schema-registry"
            ],
            "extra": {
              "id": "register-succeeds",
              "points": 1.5,
              "maxPoints": 1.5
            }
          },
          {
            "name": "version 1 is the User schema",
            "status": "other",
            "rawStatus": "harness-error",
            "duration": 1200,
            "suite": [
              "04-schema-registry"
            ],
            "message": "the registry on 127.0.0.1:18081 stopped answering after 10000 ms",
            "trace": "the registry on 127.0.0.1:18081 stopped answering after 10000 ms\\n\\nThis is the grader's or the machine's fault, not yours. It costs no mark.\\n\\nevidence (registry log, 2026-11-12T22:01:20.000Z):\\n  java.lang.OutOfMemoryError",
            "extra": {
              "id": "schema-registered",
              "points": 0,
              "maxPoints": 8.5
            }
          },
          {
            "name": "setup exits 0",
            "status": "skipped",
            "rawStatus": "skipped",
            "duration": 0,
            "suite": [
              "05-connect-file-pipeline"
            ],
            "message": "not attempted",
            "trace": "not attempted",
            "extra": {
              "id": "setup-succeeds",
              "points": 0,
              "maxPoints": 10
            }
          }
        ],
        "extra": {
          "seed": "k7f3q",
          "grader": {
            "version": "0.1.0",
            "engine": "embedded",
            "kafka": "4.3.1",
            "java": "25.0.1",
            "node": "24.21.0"
          },
          "submission": {
            "path": "submission",
            "digest": "sha256:9f2c"
          }
        }
      }
    }
    "
  `)
})
