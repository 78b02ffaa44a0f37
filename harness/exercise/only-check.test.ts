import { expect, test } from 'vitest'
import { exercise } from './exercise.ts'
import { onlyCheck } from './only-check.ts'

const four = exercise('03-four', 'four', {}, check => {
  check('setup-succeeds', { points: 1 }, 'a', async () => {})
  check('topic-layout', { points: 2, needs: ['setup-succeeds'] }, 'b', async () => {})
  check('counts', { points: 3, needs: ['setup-succeeds'] }, 'c', async () => {})
  check('survives-crash', { points: 4, needs: ['counts'] }, 'd', async () => {})
})
const ids = (id: string): string[] =>
  onlyCheck(four, id)
    .declare()
    .map(check => check.id)

test('a check comes with all that it needs, and with nothing else', () => {
  expect(ids('survives-crash')).toEqual(['setup-succeeds', 'counts', 'survives-crash'])
  expect(ids('setup-succeeds')).toEqual(['setup-succeeds'])
})

test('one that is not there is told with those that are', () => {
  expect(() => ids('survive-crash')).toThrow(
    '03-four has no check "survive-crash". Did you mean survives-crash? It has:\n  setup-succeeds\n  topic-layout\n',
  )
  expect(() => ids('everything')).toThrow('03-four has no check "everything". It has:')
})
