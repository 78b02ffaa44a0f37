import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleFailedCheck } from '#harness/results/example-result.ts'
import { compared, values } from './differences.ts'

test('what differs is marked on both sides', () => {
  expect(compared('broker  7\nlag     3', 'broker  14\nlag     3')).toEqual({
    expected: 'broker  <del>7</del>\nlag     3',
    actual: 'broker  <ins>14</ins>\nlag     3',
  })
})

test('where little is alike nothing is marked', () => {
  expect(compared('exactly 6 partitions', 'word-counts is empty')).toBeUndefined()
  expect(values({ ...exampleFailedCheck, expected: 'abc', actual: 'xyz' })).not.toMatch(/<ins>|<del>/)
})

test('two long texts take no long time, and no text becomes markup', () => {
  expect(compared('a '.repeat(1e6), 'b '.repeat(1e6))).toBeUndefined()
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (expected, actual) => {
      const html = values({ ...exampleFailedCheck, expected: `<b>${expected}`, actual: `<b>${actual}.` })
      expect(html).not.toContain('<b>')
    }),
  )
})
