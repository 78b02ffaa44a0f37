import { expect, test } from 'vitest'
import type { Ended } from '#harness/submission/run-program.ts'
import { toldEnd } from './how-it-ended.ts'

const killed: Ended = { exitCode: null, signal: 'SIGKILL', by: 'SIGKILL', timedOut: true, durationMs: 60_400 }

test('a program that was killed at its limit is told the limit', () => {
  expect(toldEnd(killed, 60)).toBe('still running at its limit (60 s), and killed')
})

test('a stretched limit is told as it was and as it became', () => {
  expect(toldEnd({ ...killed, durationMs: 280_100 }, 60)).toBe(
    'still running at its limit (60 s; this machine is busy, so it was given 280 s), and killed',
  )
})

test('one that ended by itself tells its exit code', () => {
  expect(toldEnd({ ...killed, exitCode: 3, signal: null, by: 'itself', timedOut: false }, 60)).toBe(
    'exit code 3',
  )
})
