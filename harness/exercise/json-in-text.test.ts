import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonInText } from './json-in-text.ts'

test('finds objects and arrays amid other text, on one line or many', () => {
  const text = 'checking…\n{"a": 1} and [1, {"b": "]"}]\n{\n  "c": "{"\n}\ndone {x} [y]'
  expect(jsonInText(text)).toEqual([{ a: 1 }, [1, { b: ']' }], { c: '{' }])
})

test('passes over what is not closed, and goes on inside it', () => {
  expect(jsonInText('[INFO] { "open": {"inner": true}')).toEqual([{ inner: true }])
  expect(jsonInText('{ not json {"yes": 1} }')).toEqual([{ yes: 1 }])
  expect(jsonInText('{"in a [1] string": bad}')).toEqual([[1]])
})

/** What is found, by its definition: at each bracket the value that ends at some later bracket, where there is one. */
function byDefinition(text: string): unknown[] {
  const found: unknown[] = []
  for (let from = 0; from < text.length; from++) {
    if (text[from] !== '{' && text[from] !== '[') continue
    for (let end = from + 2; end <= text.length; end++) {
      try {
        found.push(JSON.parse(text.slice(from, end)))
        from = end - 1
        break
      } catch {
        // It ends elsewhere, or nowhere.
      }
    }
  }
  return found
}

test('finds what is there by definition, whatever the text', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    ':',
    ' ',
    '\n',
    '\t',
    '\u0001',
    '0',
    '1',
    '-',
    '.',
    'e',
    '+',
  ]
  const words = [
    'true',
    'null',
    'a',
    'ü',
    '\\u00e4',
    '\\n',
    '"a":',
    '"a"',
    '{"b":1}',
    '[]',
    '-1.5e+3',
    '01',
    '\ud800',
  ]
  const soup = fc.array(fc.constantFrom(...pieces, ...words), { maxLength: 24 }).map(parts => parts.join(''))
  const around = fc.tuple(soup, fc.json(), soup).map(parts => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(soup, around), text => {
      expect(jsonInText(text)).toEqual(byDefinition(text))
    }),
    { numRuns: 3000 },
  )
}, 60_000)

const MANY = 1 << 18
const floods: [string, string, number][] = [
  ['opening brackets', '['.repeat(4 * MANY), 0],
  ['brackets of both kinds', '{['.repeat(MANY), 0],
  ['members that are never closed', '{"a":['.repeat(MANY), 0],
  ['values that break off at their end', `${'[1,2,3,'.repeat(MANY / 4)}x${']'.repeat(MANY / 4)}`, 0],
  ['quotes and brackets', '["[" '.repeat(MANY), 0],
  ['brackets in strings that are no keys', '{"[{" '.repeat(MANY), 0],
  ['backslashes', '["\\\\'.repeat(MANY), 0],
  ['strings that are never closed', '[" '.repeat(MANY), 0],
  ['digits', `[${'1'.repeat(4 * MANY)}`, 0],
  ['one long string', `["${'x'.repeat(8 * MANY)}"]`, 1],
  ['many values', '{"a":1} '.repeat(MANY / 8), MANY / 8],
  ['what is deeper than anyone needs', `${'['.repeat(MANY)}${']'.repeat(MANY)}`, 0],
]

// Seconds each where it is linear on a busy machine; hours where it is not.
test.each(floods)(
  'a flood of %s is read at once',
  (_, text, count) => {
    expect(jsonInText(text).length).toBe(count)
  },
  30_000,
)
