import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columns, cutEnd, cutLines, cutMiddle, wrap } from '#harness/results/terminal-text.ts'

test('columns, also of wide and of composed letters', () => {
  expect([columns('abc'), columns('日本'), columns('e\u0301'), columns('😀'), columns('')]).toEqual([
    3, 4, 1, 2, 0,
  ])
})

test('wraps between words, keeps indentation, breaks what is too long', () => {
  expect(wrap('one two three\n  four five\n\nabcdefghijkl', 9)).toEqual([
    'one two',
    'three',
    '  four',
    'five',
    '',
    'abcdefghi',
    'jkl',
  ])
  expect(wrap('     abcdefghijkl', 9)).toEqual(['     abcd', 'efghijkl'])
  expect(wrap('exactly9 z', 8)).toEqual(['exactly9', 'z'])
})

test('cuts', () => {
  expect(cutEnd('abcdef', 4)).toBe('abc…')
  expect(cutMiddle('0123456789'.repeat(5), 30)).toBe('0123456789 …31 more… 123456789')
  expect(cutLines(['1', '2', '3', '4', '5', '6'], 4)).toEqual(['1', '2', '… 3 more lines …', '6'])
  expect(cutLines(['1', '2'], 4)).toEqual(['1', '2'])
})

test('nothing is wider than asked for, and wrapping loses no letter', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '日', '😀', 'é', 'word') })
  fc.assert(
    fc.property(text, fc.integer({ min: 3, max: 40 }), (given, width) => {
      const lines = wrap(given, width)
      for (const line of [...lines, cutEnd(given, width), cutMiddle(given, width)])
        expect(columns(line)).toBeLessThanOrEqual(width)
      expect(lines.join('').replace(/\s/g, '')).toBe(given.replace(/\s/g, ''))
    }),
  )
})

test.each([
  ['letters', 'x'.repeat(1 << 17)],
  ['words', 'word '.repeat(1 << 15)],
  ['wide letters', '漢 '.repeat(1 << 15)],
])(
  'a very long line of %s is wrapped at once',
  (_, line) => {
    expect(wrap(line, 80).length).toBeGreaterThan(1000)
  },
  20_000,
)
