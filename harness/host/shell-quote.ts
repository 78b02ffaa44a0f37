// Paths of a cache, a JDK or a work area may hold blanks and quotes; this is how they get through a shell unharmed.

/** `text` as one word of a shell command line, quoted only where it has to be. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** `text` as it stands between double quotes. */
export function insideDoubleQuotes(text: string): string {
  return text.replace(/[\\"$`]/g, '\\$&')
}

/** `text` as it stands between single quotes. */
export function insideSingleQuotes(text: string): string {
  return text.replaceAll("'", `'\\''`)
}
