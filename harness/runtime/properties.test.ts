import { expect, test } from 'vitest'
import { properties } from './properties.ts'

test.each([
  ['/home/Doe, Jane/.cache', '/home/Doe, Jane/.cache'],
  ['/home/jürgen', '/home/j\\u00fcrgen'],
  ['C:\\Users\\temp', 'C\\:\\\\Users\\\\temp'],
  ['  two blanks', '\\  two blanks'],
  ['a=b # ! c', 'a\\=b \\# \\! c'],
  ['line\none\ttab\r', 'line\\none\\ttab\\r'],
  ['😀', '\\ud83d\\ude00'],
])('the value %j', (value, written) => {
  expect(properties({ 'log.dirs': value })).toBe(`log.dirs=${written}\n`)
})

test('a name, and a number', () => {
  expect(properties({ 'a name': 1, '#b:c': '' })).toBe('a\\ name=1\n\\#b\\:c=\n')
})
