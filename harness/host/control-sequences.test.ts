import { expect, test } from 'vitest'
import { withoutControlSequences } from './control-sequences.ts'

test('colours, titles and links go, their text stays', () => {
  expect(withoutControlSequences('\u001b[31mred\u001b[0m')).toBe('red')
  expect(withoutControlSequences('\u001b]0;a title\u0007text')).toBe('text')
  const link = '\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\'
  expect(withoutControlSequences(link)).toBe('link')
})

test('a command without an end is no command, and a flood of them no trouble', () => {
  expect(withoutControlSequences('\u001b]0;never ended')).toBe(']0;never ended')
  expect(withoutControlSequences('\u001b]0;'.repeat(1 << 20)).length).toBe(3 << 20)
}, 30_000)
