import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstLine, printable } from '#harness/results/printable.ts'

test('colours and cursor moves go, text stays', () => {
  expect(printable('\u001b[31mred\u001b[0m \u001b[2Kdone \u001b]8;;http://x\u0007link\u001b]8;;\u0007')).toBe(
    'red done link',
  )
})

test('other control characters are shown, line ends are one kind', () => {
  expect(printable('a\u0000b\tc\r\nd\re\u007f\u0085\uffff\ud800')).toBe('a␀b\tc\nd\ne␡���')
})

test('text cannot be reordered', () => {
  expect(printable('a\u202eb')).toBe('a�b')
})

test('every result is allowed in XML 1.0, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const shown = printable(text)
      expect(shown.isWellFormed()).toBe(true)
      expect(shown.replace(/[\t\n]/g, '')).not.toMatch(/[\p{Cc}\ufffe\uffff]/u)
      expect(printable(shown)).toBe(shown)
    }),
  )
})

test('first line', () => {
  expect(firstLine('\n  one\ntwo')).toBe('one')
  expect(firstLine('')).toBe('')
})
