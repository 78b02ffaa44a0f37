import { expect, test } from 'vitest'
import { exercise } from './exercise.ts'
import { onlyCheck } from './only-check.ts'

const five = exercise('03-five', 'five', {}, check => {
  check('setup-succeeds', { points: 1 }, 'a', async () => {})
  check('topic-layout', { points: 2, needs: ['setup-succeeds'] }, 'b', async () => {})
  check('counts', { points: 3, needs: ['setup-succeeds'] }, 'c', async () => {})
  check('survives-crash', { points: 3, needs: ['counts'] }, 'd', async () => {})
  check('late', { points: 1, alike: ['topic-layout'], after: ['counts'] }, 'e', async () => {})
})
const ids = (id: string): string[] =>
  onlyCheck(five, id)
    .declare()
    .map(check => check.id)

test('a check comes with all that it builds on, and with nothing else', () => {
  expect(ids('survives-crash')).toEqual(['setup-succeeds', 'counts', 'survives-crash'])
  expect(ids('setup-succeeds')).toEqual(['setup-succeeds'])
  expect(ids('late')).toEqual(['setup-succeeds', 'topic-layout', 'counts', 'late'])
})

test('one that is not there is told with those that are', () => {
  expect(() => ids('survive-crash')).toThrow(
    '03-five has no check "survive-crash". Did you mean survives-crash? It has:\n  setup-succeeds\n  topic-layout\n',
  )
  expect(() => ids('everything')).toThrow('03-five has no check "everything". It has:')
})
