import { expect, test } from 'vitest'
import { foldersMeant } from './exercise-name-hint.ts'

const exercises = ['03-word-count', '04-schema-registry', '14-another']

test.each([
  '4',
  '04',
  'ex4',
  'ex04',
  'Ex 4',
  'exercise-4',
  'Exercise 04',
  'lab_4',
  '04_schema_registry',
  '4-SchemaRegistry',
  'schema-registry',
  '04 Schema Registry',
])('%s is probably 04-schema-registry', name => {
  expect(foldersMeant('04-schema-registry', ['src', name, '3'], exercises)).toEqual([name])
})

test.each(['src', '40', '4.0.1', '2024', 'v4', '04-schema-registry', '14', 'node_modules'])(
  '%s is not',
  name => {
    expect(foldersMeant('04-schema-registry', [name], exercises)).toEqual([])
  },
)
