import { expect, it } from 'vitest'
import { UserError } from '#harness/host/user-error.ts'
import { LabFault } from '#harness/lab/lab.ts'
import { failure } from './lab-trial.ts'

it('a message that has its own way out stands alone', () => {
  expect(failure(new UserError('no JDK\n  install one'))).toEqual(['no JDK', '  install one'])
})

it('what did not work comes first, then why, then the end of the log', () => {
  const cause = new Error('broker 1 ended while it was starting (1)')
  const lines = failure(new LabFault('broker 1 to be ready', { cause, log: 'INFO up\nERROR disk\n' }))
  expect(lines.slice(0, 5)).toEqual([
    'broker 1 to be ready',
    'because: broker 1 ended while it was starting (1)',
    'The end of its log:',
    '  INFO up',
    '  ERROR disk',
  ])
  expect(lines.at(-2)).toContain('The way out')
})
