import { expect, test } from 'vitest'
import { jsonInText } from './json-in-text.ts'

test('finds objects and arrays amid other text, on one line or many', () => {
  const text = 'checking…\n{"a": 1} and [1, {"b": "]"}]\n{\n  "c": "{"\n}\ndone {x} [y]'
  expect(jsonInText(text)).toEqual([{ a: 1 }, [1, { b: ']' }], { c: '{' }])
})

test('passes over what is not closed, and goes on inside it', () => {
  expect(jsonInText('[INFO] { "open": {"inner": true}')).toEqual([{ inner: true }])
  expect(jsonInText('{ not json {"yes": 1} }')).toEqual([{ yes: 1 }])
})

test('stays fast on a flood of brackets', () => {
  expect(jsonInText('['.repeat(20_000))).toEqual([])
})
