import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uniqueNames } from '#harness/results/unique-names.ts'

test('names stay where they can', () => {
  const items = [
    { name: 'same', id: 'a' },
    { name: 'same', id: 'b' },
    { name: 'same', id: 'b' },
    { name: '', id: 'c' },
  ]
  expect(uniqueNames(items)).toEqual(['same', 'same (b)', 'same (b, 2)', 'c'])
})

test('no two are the same', () => {
  const few = fc.constantFrom('', 'x', 'x (x)', 'x (x, 2)')
  fc.assert(
    fc.property(fc.array(fc.record({ name: few, id: few }), { maxLength: 12 }), items => {
      expect(new Set(uniqueNames(items)).size).toBe(items.length)
    }),
  )
})
