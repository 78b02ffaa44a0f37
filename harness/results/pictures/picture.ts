// What a picture of a report is: the same thing three times, for those who see it, those who read it, and those who count.
import { escapeHtml } from '#harness/results/html-escape.ts'

export interface Table {
  head: string[]
  rows: string[][]
}

export interface Picture {
  title: string
  /** Says in words what is to be seen. */
  sentence: string
  /** SVG or HTML of ours, texts of others escaped in it. Without one the table is the picture. */
  drawing?: string
  legend?: [sign: string, meaning: string][]
  table: Table
  /** What it was made of, as somebody's program printed it. */
  text?: string
}

/** More rows than this nobody reads; result.json has them all. */
const MOST_ROWS = 200
const MOST_OPEN = 6

export function tableHtml({ head, rows }: Table, caption: string): string {
  const cells = (row: readonly string[]): string =>
    row.map((cell, index) => (index === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')
  const more =
    rows.length > MOST_ROWS ? `<p class="soft">and ${rows.length - MOST_ROWS} more in result.json</p>` : ''
  return (
    `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(caption)}"><table><thead><tr>` +
    `${head.map(name => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead><tbody>` +
    `${rows
      .slice(0, MOST_ROWS)
      .map(row => `<tr>${cells(row)}</tr>`)
      .join('')}</tbody></table></div>${more}`
  )
}

export function pictureHtml(
  { title, sentence, drawing, legend = [], table, text }: Picture,
  level: 3 | 4 = 4,
): string {
  const key = legend.map(([sign, meaning]) => `<li>${sign} ${escapeHtml(meaning)}</li>`).join('')
  const rows =
    drawing === undefined
      ? shortTable(table, title)
      : `<details><summary>The same as a table</summary>${tableHtml(table, `${title}, as a table`)}</details>`
  return (
    `<figure><h${level}>${escapeHtml(title)}</h${level}><figcaption>${escapeHtml(sentence)}</figcaption>` +
    `${drawing === undefined ? '' : `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(`${title}, drawn`)}">${drawing}</div>`}` +
    `${key ? `<ul class="legend">${key}</ul>` : ''}${rows}${text === undefined ? '' : printed(text)}</figure>`
  )
}

const printed = (text: string): string =>
  `<details><summary>As it was printed</summary><pre tabindex="0">${escapeHtml(text)}</pre></details>`

/** A table that stands for itself shows its beginning; all of it is a fold away. */
function shortTable(table: Table, title: string): string {
  if (table.rows.length <= MOST_OPEN + 2) return tableHtml(table, title)
  const first = tableHtml({ ...table, rows: table.rows.slice(0, MOST_OPEN) }, `${title}, the first ones`)
  return `${first}<details><summary>All ${table.rows.length}</summary>${tableHtml(table, `${title}, all`)}</details>`
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
