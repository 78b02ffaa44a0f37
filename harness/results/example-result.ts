// One grade with every status and verdict in it, for the tests of the renderings beside it.
import { exampleTimeline } from '#harness/results/example-timeline.ts'
import type { CheckResult, GradeResult } from '#harness/results/result.ts'

const check = (
  id: string,
  title: string,
  rest: Partial<CheckResult> & Pick<CheckResult, 'status' | 'maxPoints'>,
): CheckResult => ({
  id,
  title,
  points: rest.status === 'passed' ? rest.maxPoints : 0,
  durationMs: 1200,
  evidence: [],
  ...rest,
})

export const exampleFailedCheck = check('random-sentences', 'random sentences add up exactly', {
  status: 'failed',
  maxPoints: 2,
  durationMs: 12_400,
  message: '2 of 41 words have a wrong count in word-counts.',
  expected: 'broker  7\nlag     3',
  actual: 'broker  14\nlag     6',
  hint: 'Every wrong count is twice the right one. What happens to a record that your app reads a second time?',
  evidence: [
    {
      at: '2026-11-12T22:01:07.120Z',
      source: 'app, standard error',
      text: 'INFO starting\nINFO assigned text-input-0\nWARN \u001b[33mrebalance\u001b[0m in progress\nERROR ::error::not a command of ours\n',
    },
  ],
})

export const exampleResult: GradeResult = {
  schema: 1,
  verdict: 'undetermined',
  points: 13.5,
  maxPoints: 40,
  seed: 'k7f3q',
  grader: { version: '0.1.0', engine: 'embedded', kafka: '4.3.1', java: '25.0.1', node: '24.21.0' },
  submission: { path: 'submission', digest: 'sha256:9f2c' },
  options: ['--submission', 'my work'],
  startedAt: '2026-11-12T22:00:00.000Z',
  durationMs: 83_400,
  phases: { lab: 6100 },
  exercises: [
    {
      id: '01-multi-broker-cluster',
      title: 'Set up a cluster of three brokers',
      verdict: 'passed',
      points: 10,
      maxPoints: 10,
      durationMs: 14_000,
      checks: [
        check('setup-succeeds', 'setup exits 0', { status: 'passed', maxPoints: 2.5 }),
        check('describe-healthy', 'describe tells leader, replicas and ISR', {
          status: 'passed',
          maxPoints: 7.5,
        }),
      ],
    },
    {
      id: '03-word-count',
      title: 'Build your first Streams application',
      verdict: 'failed',
      points: 2,
      maxPoints: 10,
      startedAt: '2026-11-12T22:00:20.000Z',
      durationMs: 31_000,
      checks: [
        check('topic-layout', 'both topics have 3 partitions and 2 replicas each', {
          status: 'passed',
          maxPoints: 2,
        }),
        exampleFailedCheck,
        check('survives-crash', 'counts go on after a crash', {
          status: 'skipped',
          maxPoints: 6,
          durationMs: 0,
          message: 'needs random-sentences, which failed',
          because: ['random-sentences'],
        }),
      ],
      notes: ['app ignored SIGTERM and was killed 10 s later; that costs nothing'],
    },
    {
      id: '04-schema-registry',
      title: 'Register and check schemas',
      verdict: 'undetermined',
      points: 1.5,
      maxPoints: 10,
      durationMs: 8000,
      checks: [
        check('register-succeeds', 'register exits 0', { status: 'passed', maxPoints: 1.5 }),
        check('schema-registered', 'version 1 is the User schema', {
          status: 'harness-error',
          maxPoints: 8.5,
          message: 'the registry on 127.0.0.1:18081 stopped answering after 10000 ms',
          evidence: [
            { at: '2026-11-12T22:01:20.000Z', source: 'registry log', text: 'java.lang.OutOfMemoryError' },
          ],
        }),
      ],
    },
    {
      id: '05-connect-file-pipeline',
      title: 'Stream a file into a topic',
      verdict: 'not-attempted',
      points: 0,
      maxPoints: 10,
      durationMs: 0,
      checks: [
        check('setup-succeeds', 'setup exits 0', {
          status: 'skipped',
          maxPoints: 10,
          durationMs: 0,
          message: 'not attempted',
        }),
      ],
    },
  ],
}

/** The same grade with a text, such as a hostile one, wherever text of a submission can get to. */
export const exampleWith = (text: string): GradeResult => ({
  ...exampleResult,
  seed: text,
  submission: { path: text, digest: text },
  options: [text],
  engineReason: text,
  notes: [text],
  exercises: exampleResult.exercises.map(exercise => ({
    ...exercise,
    title: text,
    notes: [text],
    guide: [text],
    timeline: exampleTimeline(text),
    checks: exercise.checks.map(each => ({
      ...each,
      title: text,
      message: text,
      expected: text,
      // One that says no more than the message would be left out.
      actual: `${text}.`,
      hint: text,
      evidence: [{ at: text, source: text, text }],
    })),
  })),
})
