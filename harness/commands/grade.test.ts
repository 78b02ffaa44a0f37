import { expect, test } from 'vitest'
import { withSeed } from './grade.ts'

test.each([
  [['grade'], ['grade', '--seed=abc']],
  [
    ['grade', '03'],
    ['grade', '--seed=abc', '03'],
  ],
  // After `--` everything is an exercise.
  [
    ['grade', '--', '03'],
    ['grade', '--seed=abc', '--', '03'],
  ],
  [
    ['grade', '--reports', 'r', '--', '3'],
    ['grade', '--seed=abc', '--reports', 'r', '--', '3'],
  ],
])('%j inside namespaces', (typed, inside) => {
  const [node, ...rest] = withSeed(['node', 'cli.ts', ...typed], 'abc')
  expect(node).toBe('node')
  expect(rest.slice(process.execArgv.length)).toEqual(['cli.ts', ...inside])
})
