import { expect, test } from 'vitest'
import { formatDuration, formatPoints, plural } from '#harness/results/format.ts'

test.each([
  [0, '0.0 s'],
  [1249, '1.2 s'],
  [59_949, '59.9 s'],
  [59_960, '1 min 0 s'],
  [83_400, '1 min 23 s'],
  [3_600_000, '60 min 0 s'],
])('%d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('points and counts', () => {
  expect(formatPoints({ points: 1.5, maxPoints: 10 })).toBe('1.5/10')
  expect([plural(1, 'check'), plural(2, 'check')]).toEqual(['1 check', '2 checks'])
})
