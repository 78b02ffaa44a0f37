import { expect, it } from 'vitest'
import { ownVariables } from './own-variables.js'

it('what changes Node itself stays outside; the rest is handed on', () => {
  expect(
    ownVariables({
      HOME: '/home/a',
      PATH: '/bin',
      NODE_OPTIONS: '--require ./x.js',
      NODE_USE_ENV_PROXY: '1',
      NODE_PATH: '/x',
      HTTP_PROXY: 'http://127.0.0.1:3128',
    }),
  ).toEqual({ HOME: '/home/a', PATH: '/bin', HTTP_PROXY: 'http://127.0.0.1:3128' })
})

it.skipIf(process.platform === 'win32')('there is always a home folder', () => {
  expect(ownVariables({}).HOME).toMatch(/^\//)
  expect(ownVariables({ HOME: '' }).HOME).toMatch(/^\//)
})
