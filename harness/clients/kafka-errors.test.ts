import {
  MultipleErrors,
  NetworkError,
  ProtocolError,
  TimeoutError,
  UnsupportedCompressionError,
} from '@platformatic/kafka'
import { expect, test } from 'vitest'
import { isOfTheMoment } from './kafka-errors.ts'

test.each([
  ['a broker that is away', new NetworkError('Connection closed'), true],
  ['no answer in time', new TimeoutError('Request timed out'), true],
  ['a leader that moved', new ProtocolError('NOT_LEADER_OR_FOLLOWER'), true],
  [
    'a socket',
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    true,
  ],
  ['several of these', new MultipleErrors('both', [new NetworkError('a'), new TimeoutError('b')]), true],
  ['a codec that the client has not', new UnsupportedCompressionError('bitmask 7'), false],
  ['bytes that are not there', new RangeError('Out of bounds.'), false],
  [
    'one of these among the others',
    new MultipleErrors('both', [new NetworkError('a'), new RangeError('b')]),
    false,
  ],
  ['a mistake of ours', new TypeError('x is not a function'), false],
  ['no error at all', 'text', false],
])('%s', (_, error, ofTheMoment) => {
  expect(isOfTheMoment(error)).toBe(ofTheMoment)
})
