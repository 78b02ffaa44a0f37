// How much of an output is looked at for a person: an answer of 16 MiB is read by the check that parses it, and by nobody else.

const END = 256 * 1024

/** The text, or its beginning and its end, 256 Ki letters each. */
export function bounded(text: string): string {
  if (text.length <= 2 * END) return text
  const left = text.length - 2 * END
  return `${text.slice(0, END)}\n… ${left} letters left out …\n${text.slice(-END)}`
}
