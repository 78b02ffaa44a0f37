import { expect, test } from 'vitest'
import { ingestionProblem, lineOf, smallBatchHint } from './ingestion.ts'

const records = (...values: (string | [string, number])[]) =>
  values.map((each, index) => {
    const [value, partition] = typeof each === 'string' ? [each, 0] : each
    return {
      partition,
      offset: BigInt(index),
      timestamp: 0n,
      key: null,
      value: Buffer.from(value),
      headers: [],
    }
  })

test('a line comes as text, as a JSON string or in an envelope', () => {
  expect(lineOf(Buffer.from('plain text'))).toBe('plain text')
  expect(lineOf(Buffer.from('"quoted"'))).toBe('quoted')
  expect(lineOf(Buffer.from('{"schema":{"type":"string"},"payload":"inside"}'))).toBe('inside')
  expect(lineOf(Buffer.from('{ not json'))).toBe('{ not json')
  expect(lineOf(null)).toBeUndefined()
})

test('each once, in order within a partition, other records free', () => {
  expect(ingestionProblem(['a', 'b', 'c'], records('x', 'a', ['c', 1], 'b'))).toBeUndefined()
  expect(ingestionProblem(['a', 'b'], records('a'))?.message).toBe('1 of 2 lines did not arrive')
  expect(ingestionProblem(['a', 'b'], records('a', 'b', 'a'))?.message).toBe(
    '1 line(s) arrived more than once',
  )
  expect(ingestionProblem(['a', 'b'], records('b', 'a'))?.message).toBe(
    'lines of one partition are out of order',
  )
})

test.each([
  [{ 'batch.size': '50' }, true],
  [{ 'batch.size': '500' }, false],
  [{ 'batch.size': 'many' }, false],
  [{}, false],
  [undefined, false],
])('batches of %o are told of: %s', (config, told) => {
  expect(smallBatchHint(config) !== undefined).toBe(told)
})
