import { expect, test } from 'vitest'
import { LabFault } from '#harness/lab/lab.ts'
import { evidenceOf } from './evidence-of.ts'

const at = '2026-11-27T10:00:00.000Z'

test('a fault of the lab brings the log of its component, wherever in the chain of causes that is', () => {
  const fault = new LabFault('broker 2 ended by itself', { log: 'FATAL disk' })
  const wrapped = new Error('the lab could not be put back in order', { cause: fault })
  for (const error of [fault, wrapped]) {
    const [log, stack] = evidenceOf(error, at)
    expect(log).toEqual({ at, source: 'the lab, last lines of the log', text: 'FATAL disk' })
    expect(stack).toMatchObject({ at, source: 'grader' })
    expect(stack?.text).toContain('evidence-of.test.ts')
  }
})

test('without a log there is where it came from', () => {
  expect(evidenceOf(new LabFault('no answer', { log: '\n' }), at)).toHaveLength(1)
  expect(evidenceOf('a text', at)).toEqual([{ at, source: 'grader', text: 'a text' }])
})
