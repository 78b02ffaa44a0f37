// Text of a submission inside HTML, also the HTML inside Markdown.
import { printable } from '#harness/results/printable.ts'

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  printable(text).replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign)

/** Our own sentences mark a command with backticks. */
export const withCode = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
