// A small class with every kind of row in it, for the tests of its reports.
import type { ClassResult, ExerciseOutcome, Row } from '../class-result.ts'

const passed: ExerciseOutcome = {
  verdict: 'passed',
  points: 10,
  maxPoints: 10,
  durationMs: 61_000,
  checks: { a: { status: 'passed' }, b: { status: 'passed' } },
}
const failed: ExerciseOutcome = {
  ...passed,
  verdict: 'failed',
  points: 4,
  checks: {
    a: { status: 'passed' },
    b: { status: 'failed', message: '3 of 40 words <are> "wrong"\u001b[31m', hint: 'Count `again`.' },
  },
}
const skipped: ExerciseOutcome = {
  ...passed,
  verdict: 'not-attempted',
  points: 0,
  durationMs: 0,
  checks: { a: { status: 'skipped' }, b: { status: 'skipped' } },
}
const unsure: ExerciseOutcome = {
  ...passed,
  verdict: 'undetermined',
  points: 0,
  checks: { a: { status: 'harness-error', message: 'the lab broke' }, b: { status: 'skipped' } },
}

const row = (folder: string, rest: Partial<Row>): Row => ({
  folder,
  name: folder,
  origin: 'plain',
  source: `class/${folder}.zip`,
  notes: [],
  digest: `sha256:${folder}`,
  verdict: 'failed',
  points: 0,
  maxPoints: 20,
  durationMs: 61_000,
  exercises: {},
  ...rest,
})

export const exampleClass: ClassResult = {
  schema: 1,
  seed: 'k7f3q',
  exercises: ['01-one', '02-two'].map(id => ({
    id,
    title: `the exercise ${id}`,
    maxPoints: 10,
    checks: [
      { id: 'a', title: `a of ${id}`, maxPoints: 4 },
      { id: 'b', title: `b of ${id}`, maxPoints: 6 },
    ],
  })),
  submissions: [
    row('Ada-Lovelace', {
      name: 'Ada Lovelace',
      id: '1234567',
      email: 'ada@example.org',
      origin: 'moodle',
      verdict: 'passed',
      points: 20,
      durationMs: 122_000,
      exercises: { '01-one': passed, '02-two': passed },
    }),
    row('bob', {
      name: '=cmd|bob',
      id: '124',
      origin: 'canvas',
      late: '2 days',
      points: 4,
      exercises: { '01-one': failed, '02-two': skipped },
      notes: ['not on the roster'],
    }),
    row('cy', {
      origin: 'moodle',
      id: '7',
      verdict: 'undetermined',
      exercises: { '01-one': unsure, '02-two': skipped },
    }),
    row('dee', { verdict: 'incomplete', points: 4, exercises: { '01-one': failed } }),
    row('eve', { verdict: 'refused', why: 'eve.zip cannot be opened', durationMs: 0 }),
    row('fay', {
      verdict: 'failed',
      points: 4,
      sameAs: 'bob',
      digest: 'sha256:bob',
      exercises: { '01-one': failed, '02-two': skipped },
    }),
  ],
  missing: [{ name: 'Gus Late', id: '9' }],
  strays: [{ source: 'class/marks.xlsx', why: 'it is neither a folder nor an archive' }],
  similar: [{ exercise: '01-one', left: 'Ada-Lovelace', right: 'dee', similarity: 0.93 }],
}
