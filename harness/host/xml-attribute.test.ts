import { describe, expect, it } from 'vitest'
import { xmlAttribute } from './xml-attribute.ts'

describe('xmlAttribute', () => {
  it.each([
    ['/home/Doe, Jane/.cache', '/home/Doe, Jane/.cache'],
    ['/home/jürgen/"R&D" <x>', '/home/jürgen/&quot;R&amp;D&quot; &lt;x&gt;'],
    ['a\tb\nc', 'a&#9;b&#10;c'],
    ['a\u0000b\u001bc\ud800d', 'abcd'],
  ])('%j', (text, expected) => {
    expect(xmlAttribute(text)).toBe(expected)
  })
})
