// Java's .properties files: the one place where text is put into that format.

export type Settings = Readonly<Record<string, string | number>>

/** Names and values in any characters, one a line, as `java.util.Properties` reads them, whatever encoding it takes them to be in. */
export function properties(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${escaped(name).replaceAll(' ', '\\ ')}=${escaped(String(value))}\n`)
    .join('')
}

const NAMED: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' }

function escaped(text: string): string {
  return (
    text
      // Blanks at the beginning would be skipped; further on they are themselves.
      .replace(/[\\=:#!]|^ /g, '\\$&')
      .replace(/[^\x20-\x7e]/g, one => NAMED[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
  )
}
