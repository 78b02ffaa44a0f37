// The part of docker's --format that scripts use: fields in double braces, `table` in front, `json`.
import { CommandFailed } from './command-failed.ts'

export type Fields = Readonly<Record<string, string>>

export function fillTemplate(template: string, fields: Fields): string {
  return template
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n')
    .replace(/\{\{([^{}]*)\}\}/g, (_, inside: string) => {
      const expression = inside.trim()
      const value = expression.startsWith('.') ? fields[expression.slice(1)] : undefined
      if (value !== undefined) return value
      const known = Object.keys(fields).map(name => `{{.${name}}}`)
      throw new CommandFailed(`this stand-in's --format knows ${known.join(' ')}, not {{${expression}}}`)
    })
}

/** Rows as docker prints them, one a line. */
export function formatRows(format: string, rows: readonly Fields[], headings: Fields): string[] {
  if (format === 'json' || format === '{{json .}}') return rows.map(row => JSON.stringify(row))
  if (!format.startsWith('table ')) return rows.map(row => fillTemplate(format, row))
  const template = format.slice('table '.length)
  return align([headings, ...rows].map(row => fillTemplate(template, row).split('\t')))
}

/** Columns three blanks apart. */
function align(table: readonly string[][]): string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map(row => (row[column] ?? '').length)),
  )
  return table.map(row =>
    row
      .map((cell, column) => cell.padEnd((widths[column] ?? 0) + 3))
      .join('')
      .trimEnd(),
  )
}
