import { expect, test } from 'vitest'
import { CheckFailed, HarnessError } from './check-errors.ts'

const judged = {
  id: 'topic-layout',
  title: 'both topics have 3 partitions',
  maxPoints: 1,
  status: 'failed' as const,
  durationMs: 5,
  message: 'text-input is not laid out as asked',
  evidence: [
    { at: '2026-01-01T00:00:00Z', source: 'topic text-input', text: 'Partition: 0\nPartition: 1\n' },
  ],
}

test('a failure: what was seen, then the hint; expected and actual are for vitest to compare', () => {
  const error = new CheckFailed({ ...judged, expected: '3 partitions', actual: '2', hint: 'Look there.' })
  expect(error).toMatchObject({ name: 'CheckFailed', expected: '3 partitions', actual: '2' })
  expect(error.message).toMatchInlineSnapshot(`
    "text-input is not laid out as asked
    topic text-input:
      Partition: 0
      Partition: 1
    Hint: Look there."
  `)
})

test('one half of a comparison is told in words', () => {
  const { message } = new CheckFailed({ ...judged, evidence: [], expected: 'exit code 0' })
  expect(message).toBe('text-input is not laid out as asked\nexpected: exit code 0')
})

test('the failure of another check says which test it stands in for', () => {
  const { message } = new CheckFailed({ ...judged, evidence: [] }, 'survives-crash')
  expect(message).toBe(
    'survives-crash needs topic-layout, which failed:\ntext-input is not laid out as asked',
  )
})

test('what the grader could not judge is another type, and says whose fault it is not', () => {
  const error = new HarnessError({
    ...judged,
    status: 'harness-error',
    message: 'the lab is at fault',
    evidence: [],
  })
  expect(error.name).toBe('HarnessError')
  expect(error.message).toBe(
    'This check could not be judged; it is no fault of the submission:\nthe lab is at fault',
  )
})
