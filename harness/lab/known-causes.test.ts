import { describe, expect, test } from 'vitest'
import { asLabFault } from './as-lab-fault.ts'
import { isAddressInUse, knownCause } from './known-causes.ts'
import { LabFault } from './lab.ts'

describe('a cause that is known comes with the way out', () => {
  test.each([
    ['java.io.IOException: Too many open files', /^Too many open files.*`ulimit -n 4096`/],
    ['spawn java EMFILE', /^Too many open files/],
    ['java.io.IOException: No space left on device', /^No space left on device.*TMPDIR/],
    ['java.lang.OutOfMemoryError: Java heap space', /not enough memory/],
    ['There is insufficient memory for the Java Runtime Environment to continue.', /not enough memory/],
    [
      'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory',
      /processes \(`ulimit -u`/,
    ],
    ['java.net.BindException: Address already in use', /^Address already in use/],
    ['Port 18081 seems to be in use by another process', /^Address already in use/],
  ])('%s', (text, words) => {
    expect(knownCause(`a line before\n${text}\nand one after`)).toMatch(words)
  })

  test('an unknown one is left as it is', () => {
    expect(knownCause('NullPointerException')).toBeUndefined()
  })
})

test('an address that is taken is found in the message, the cause and the log of a component', () => {
  const taken = new Error('listen EADDRINUSE: address already in use :::8081')
  expect(isAddressInUse(taken)).toBe(true)
  expect(isAddressInUse(new LabFault('broker 2 did not start', { cause: taken }))).toBe(true)
  expect(isAddressInUse(new LabFault('it ended', { log: 'BindException: Address already in use' }))).toBe(
    true,
  )
  expect(isAddressInUse(new LabFault('it ended', { log: 'something else' }))).toBe(false)
})

test('the first cause is told, not what failed while everything was given back', async () => {
  const first = new LabFault('the registry ended', { log: 'its log' })
  const thrown = await (async () => {
    await using made = new AsyncDisposableStack()
    made.defer(() => Promise.reject(new Error('the folder could not be removed')))
    throw first
  })().catch((error: unknown) => error)
  expect(asLabFault('the lab did not come up', thrown)).toBe(first)
  expect(asLabFault('the lab did not come up', new Error('EMFILE')).message).toMatch(
    /^the lab did not come up: Too many open files/,
  )
})
