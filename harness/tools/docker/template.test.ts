import { expect, test } from 'vitest'
import { fillTemplate, formatRows } from './template.ts'

const rows = [
  { Names: 'kafka-1', Status: 'Up' },
  { Names: 'kafka-connect-day2', Status: 'Exited' },
]
const headings = { Names: 'NAMES', Status: 'STATUS' }

test('fields, tables and JSON', () => {
  expect(formatRows('{{ .Names }}\\t{{.Status}}', rows, headings)).toEqual([
    'kafka-1\tUp',
    'kafka-connect-day2\tExited',
  ])
  expect(formatRows('table {{.Names}}\\t{{.Status}}', rows, headings).join('\n')).toMatchInlineSnapshot(`
    "NAMES                STATUS
    kafka-1              Up
    kafka-connect-day2   Exited"
  `)
  expect(formatRows('json', rows, headings)[0]).toBe('{"Names":"kafka-1","Status":"Up"}')
})

test('an unknown field is named, with those that are known', () => {
  expect(() => fillTemplate('{{.Mounts}}', rows[0] ?? {})).toThrowErrorMatchingInlineSnapshot(
    `[CommandFailed: this stand-in's --format knows {{.Names}} {{.Status}}, not {{.Mounts}}]`,
  )
})

test('braces without an end are left as they are, however many', () => {
  const open = `${'{{'.repeat(1 << 16)}{{${' '.repeat(1 << 16)}`
  expect(fillTemplate(open, {})).toBe(open)
})
