import { expect, test } from 'vitest'
import type { CheckStatus } from '#harness/results/result.ts'
import { rootsOfSkip, skipMessage } from './skip-cause.ts'

const checks = [
  { id: 'setup' },
  { id: 'layout', needs: ['setup'] },
  { id: 'counts', needs: ['layout'] },
  { id: 'keys', needs: ['setup'] },
  { id: 'crash', needs: ['counts', 'keys'] },
]

const statuses = (given: Record<string, CheckStatus>) => new Map(Object.entries(given))

test.each([
  ['the check itself', 'layout', { setup: 'failed' }, ['setup'], 'needs setup, which failed'],
  [
    'the root of a chain',
    'crash',
    { setup: 'failed', layout: 'skipped', counts: 'skipped', keys: 'skipped' },
    ['setup'],
    'needs setup, which failed',
  ],
  [
    'two roots',
    'crash',
    { setup: 'passed', layout: 'failed', counts: 'skipped', keys: 'harness-error' },
    ['layout', 'keys'],
    'needs layout and keys, which did not pass',
  ],
  [
    'one that could not be judged',
    'counts',
    { setup: 'passed', layout: 'harness-error' },
    ['layout'],
    'needs layout, which could not be judged',
  ],
  [
    'one that this lab cannot show',
    'counts',
    { setup: 'passed', layout: 'skipped' },
    ['layout'],
    'needs layout, which could not be tried',
  ],
] as const)('%s', (_, id, given, roots, message) => {
  const found = rootsOfSkip(id, checks, statuses(given))
  expect(found).toEqual(roots)
  expect(skipMessage(found, statuses(given))).toBe(message)
})

test('a check that lacks nothing was skipped for a reason of its own', () => {
  expect(rootsOfSkip('layout', checks, statuses({ setup: 'passed' }))).toEqual([])
})
