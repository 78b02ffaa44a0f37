import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capped, cappedText, MAX_TEXT_BYTES } from '#harness/results/capped-text.ts'

test('short text stays as it is', () => {
  expect(cappedText('héllo\nworld')).toBe('héllo\nworld')
})

test('long text keeps head and tail and counts what is missing', () => {
  expect(cappedText(`${'a'.repeat(100)}${'b'.repeat(100)}`, 80)).toBe(
    'aaaaaaaa\n… 184 bytes left out here …\nbbbbbbbb',
  )
})

test('whatever comes in, what goes out is well-formed, bounded and accounts for every byte', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 }).map(part => part.repeat(3))
  fc.assert(
    fc.property(text, fc.integer({ min: 80, max: 300 }), (given, limit) => {
      const kept = cappedText(given, limit)
      expect(kept.isWellFormed()).toBe(true)
      expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(limit)
      const note = /\n… (\d+) bytes left out here …\n/.exec(kept)
      const total = Buffer.byteLength(given.toWellFormed())
      if (total > limit) {
        expect(note).not.toBeNull()
        expect(Buffer.byteLength(kept) - Buffer.byteLength(note?.[0] ?? '') + Number(note?.[1])).toBe(total)
      }
    }),
  )
})

test('where there is no room, what is left out is counted all the same', () => {
  expect(capped('ä'.repeat(100), 0)).toEqual({ text: '\n… 200 bytes left out here …\n', leftOut: 200 })
  expect(capped('all of it', 100)).toEqual({ text: 'all of it', leftOut: 0 })
})

test('lone surrogates become replacement characters', () => {
  expect(cappedText('a\ud800b')).toBe('a\ufffdb')
})

test('a megabyte of four-byte characters ends within the cap', () => {
  expect(Buffer.byteLength(cappedText('😀'.repeat(250_000)))).toBeLessThanOrEqual(MAX_TEXT_BYTES)
})
