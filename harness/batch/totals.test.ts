import { expect, test } from 'vitest'
import { totalsOf } from './totals.ts'

const day = { points: 0.1, maxPoints: 10 }
const extended = { group: 'extended', points: 7, maxPoints: 10 }

test('extended exercises change no mark of the day', () => {
  expect(totalsOf([day, { ...day, points: 0.2 }])).toEqual({ points: 0.3, maxPoints: 20 })
  expect(totalsOf([day, extended])).toEqual({
    points: 0.1,
    maxPoints: 10,
    extended: { points: 7, maxPoints: 10 },
  })
  expect(totalsOf([extended, extended])).toEqual({ points: 14, maxPoints: 20 })
})
