import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { Capture, eachLine } from './capture.ts'

const filled = (limit: number, chunks: string[]): Capture => {
  const capture = new Capture(limit)
  for (const chunk of chunks) capture.add(Buffer.from(chunk))
  return capture
}

test('what fits twice the limit is kept as it is', () => {
  const capture = filled(4, ['ab', 'cdef', 'gh'])
  expect(capture.text()).toBe('abcdefgh')
  expect(capture.cut).toBe(false)
})

test.each([
  ['in one piece', ['abcdefghi']],
  ['byte by byte', [...'abcdefghi']],
  ['in pieces of which the last is within the limit', ['abcdefg', 'hi']],
])('one byte more is cut out of the middle, told in the text and by the fact: %s', (_, chunks) => {
  const capture = filled(4, chunks)
  expect(capture.text()).toBe('abcd\n… 1 bytes left out …\nfghi')
  expect(capture.cut).toBe(true)
  expect(capture.totalBytes).toBe(9)
})

test('four million single bytes take no longer than a flood may', () => {
  const capture = new Capture(1 << 20)
  const byte = Buffer.from('x')
  for (let count = 0; count < 4 << 20; count++) capture.add(byte)
  expect(capture.cut).toBe(true)
  expect(capture.text().length).toBeGreaterThan(2 << 20)
}, 20_000)

async function linesOf(chunks: (string | Buffer)[], end: 'end' | 'destroy' = 'end'): Promise<string[]> {
  const stream = new PassThrough()
  const lines: string[] = []
  eachLine(stream, line => lines.push(line))
  const closed = once(stream, 'close')
  for (const chunk of chunks) stream.write(chunk)
  await new Promise(resolve => setImmediate(resolve))
  if (end === 'end') stream.end()
  else stream.destroy()
  await closed
  return lines
}

test('lines come whole, whatever the chunks were, without their ends', async () => {
  expect(await linesOf(['a', 'b\r', '\n\nc', '\n', 'd'])).toEqual(['ab', '', 'c', 'd'])
  const [first, second] = [Buffer.from('ü\n').subarray(0, 1), Buffer.from('ü\n').subarray(1)]
  expect(await linesOf([first, second])).toEqual(['ü'])
})

test('a stream that is closed on it has a last line, too', async () => {
  expect(await linesOf(['whole\nhalf'], 'destroy')).toEqual(['whole', 'half'])
})

test('a line without an end is handed on in pieces, and a megabyte of single letters is no trouble', async () => {
  const stream = new PassThrough({ highWaterMark: 1 << 22 })
  let length = 0
  eachLine(stream, line => {
    length += line.length
  })
  const letter = Buffer.from('x')
  for (let count = 0; count < 2 << 20; count++) stream.emit('data', letter)
  expect(length).toBeGreaterThan(1 << 20)
  stream.destroy()
}, 20_000)
