import { expect, test } from 'vitest'
import { Random } from './random.ts'
import { writtenJson } from './written-json.ts'

test('a value is the same however it is written, on one line, and it is written in several ways', () => {
  const value = { id: 'ü "1"\n', list: [1, 2.5, { a: null, b: true }], none: undefined, empty: {} }
  const { none, ...same } = value
  const ways = new Set<string>()
  for (let i = 0; i < 200; i++) {
    const text = writtenJson(new Random(`way ${i}`), value)
    expect(JSON.parse(text)).toEqual(same)
    expect(text).not.toContain('\n')
    ways.add(text)
  }
  expect(none).toBeUndefined()
  expect([...ways].some(text => text.includes('\\u00fc'))).toBe(true)
  expect([...ways].some(text => text.includes('ü'))).toBe(true)
  expect([...ways].some(text => text.includes('": '))).toBe(true)
  expect([...ways].some(text => text.startsWith('{"empty"'))).toBe(true)
})
