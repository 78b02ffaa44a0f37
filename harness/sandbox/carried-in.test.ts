import { expect, test } from 'vitest'
import { carriedIn } from './carried-in.ts'

const table = [
  '/',
  '/tmp',
  '/tmp/.day2',
  '/tmp/.day2/views/lab/connect-1',
  '/tmp/reports',
  '/tmp/jdk',
  '/tmpfs',
].map(path => ({ path, options: [] }))

test('what was carried into the private /tmp is named, but for the room and for what is shown on purpose', () => {
  expect(carriedIn([], table)).toEqual(['/tmp/reports', '/tmp/jdk'])
  expect(carriedIn(['/tmp/jdk'], table)).toEqual(['/tmp/reports'])
})
