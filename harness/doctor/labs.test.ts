import { expect, it } from 'vitest'
import { howManyLabs } from './labs.ts'

const GIB = 1024 ** 3
it.each([
  ['two a core', 4, 64, 0, 8],
  ['memory decides', 16, 8, 0, 3],
  ['a small container on a large host', 16, 60, 4, 1],
  ['too small for one', 1, 1, 1, 1],
  ['no limit is a very large number', 2, 20, 2 ** 33, 4],
])('%s', (_, cores, available, constrained, labs) => {
  expect(howManyLabs({ cores, available: available * GIB, constrained: constrained * GIB })).toBe(labs)
})
