// A picture's table for a page that is not ours: plain HTML on one line, since a blank line would end it and let what follows be Markdown.
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { Picture } from './picture.ts'

const MOST_ROWS = 40

export function pictureTable({ table: { head, rows } }: Pick<Picture, 'table'>): string {
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map(cell => `<${tag}>${cell.replace(/\s*\n\s*/g, ' ')}</${tag}>`).join('')}</tr>`
  const shown = rows.slice(0, MOST_ROWS)
  const more = rows.length - shown.length
  return (
    `<table>${row(head.map(escapeHtml), 'th')}${shown.map(cells => row(cells, 'td')).join('')}</table>` +
    `${more > 0 ? `<p>and ${more} more in result.json</p>` : ''}`
  )
}
