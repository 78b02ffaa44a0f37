import { describe, expect, it } from 'vitest'
import { canonicalAvro } from './avro-text.ts'
import { AVRO_TEXTS } from './avro-texts.ts'
import { canonicalText } from './schema-text.ts'

describe('the text of an Avro schema', () => {
  it.each(AVRO_TEXTS)('is its own canonical text once written: %s', text => {
    const once = canonicalAvro(text)
    expect(once).toBeDefined()
    expect(canonicalAvro(once ?? '')).toBe(once)
  })

  it('drops white space, long spellings and the order of attributes', () => {
    const text =
      ' { "fields": [ { "type": {"type": "int"}, "name": "id" } ], "name": "User", "type": "record" } '
    expect(canonicalAvro(text)).toBe('{"type":"record","name":"User","fields":[{"name":"id","type":"int"}]}')
  })

  it.each([
    'User',
    '5',
    'null',
    '{"type":"record","name":"R"}',
    '{"name":"R","fields":[]}',
    '{"type":{"type":"int"}}',
    '{"type":"n.Known"}',
  ])('leaves to the registry what it does not understand: %s', text => {
    expect(canonicalAvro(text)).toBeUndefined()
    expect(canonicalText('AVRO', text)).toBe(text)
  })

  it('does not make a valid schema of one that names a record twice', () => {
    const inner = '{"type":"record","name":"R","fields":[]}'
    expect(
      canonicalAvro(`{"type":"record","name":"R","fields":[{"name":"r","type":${inner}}]}`),
    ).toBeUndefined()
  })
})

describe('the text of a JSON schema', () => {
  it('keeps the order of members and the digits of numbers', () => {
    expect(canonicalText('JSON', '{ "b": 1.0, "a": 12345678901234567890 }')).toBe(
      '{"b":1.0,"a":12345678901234567890}',
    )
  })

  it.each(['', '[]', '"x"', '{', '5'])('is not %j', text => {
    expect(canonicalText('JSON', text)).toBeUndefined()
  })
})
