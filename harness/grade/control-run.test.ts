import { expect, test } from 'vitest'
import { blameTheMachine } from './control-run.ts'

test('a check that the reference fails as well is no mark against the submission, and both logs are kept', () => {
  const base = { id: 'x', title: 't', maxPoints: 2, durationMs: 1 }
  const evidence = (text: string) => [{ at: '2026-01-01T00:00:00.000Z', source: 'app', text }]
  const judged = {
    ...base,
    status: 'failed' as const,
    message: 'nothing came (waited 40 s)',
    evidence: evidence('theirs'),
  }
  const control = {
    ...base,
    status: 'failed' as const,
    message: 'nothing came (waited 41 s)',
    evidence: evidence('ours'),
  }
  expect(blameTheMachine(judged, control)).toMatchObject({
    status: 'harness-error',
    message:
      'nothing came (waited 40 s); but so did the reference in the same lab (nothing came (waited 41 s))',
    evidence: [{ text: 'theirs' }, { source: 'the reference, in the same lab' }, { text: 'ours' }],
  })
})
