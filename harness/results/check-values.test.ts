import { expect, test } from 'vitest'
import { exampleFailedCheck } from '#harness/results/example-result.ts'
import { checkValues } from './check-values.ts'

const labels = (message: string, actual: string): string[] =>
  checkValues({ ...exampleFailedCheck, message, expected: 'exit code 0', actual }).map(([label]) => label)

test('what the message says is not said once more', () => {
  expect(labels('setup did not succeed: exit code 1', 'exit code 1')).toEqual(['expected', 'hint'])
  expect(labels('setup did not succeed: exit code 1 after 2 s', 'exit code 1\n')).toEqual([
    'expected',
    'hint',
  ])
})

test.each([
  ['another number', 'exit code 12', 'exit code 1'],
  ['a number that occurs by chance', '3 of 6 partitions', '3'],
  ['several lines', 'a\nb', 'a\nb'],
  ['something else', 'the topic has the wrong layout', '1 partition'],
])('%s is said', (_, message, actual) => {
  expect(labels(message, actual)).toEqual(['expected', 'actual', 'hint'])
})
