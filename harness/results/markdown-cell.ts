// Text in a cell of a Markdown table, where signs of Markdown and of HTML both count.
import { escapeHtml } from '#harness/results/html-escape.ts'

/** On one line, and nothing in it is markup: an entity is never read as a sign of Markdown. */
export const markdownCell = (text: string): string =>
  escapeHtml(text)
    .replaceAll('\n', ' ')
    .replace(/[\\`*_[\]|~]/g, sign => `&#${sign.charCodeAt(0)};`)
