// What was kept of an exercise, as links to files that lie beside the page.
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { KeptFile } from '#harness/results/kept.ts'

export function keptFiles(files: readonly KeptFile[]): string {
  if (files.length === 0) return ''
  const items = files.map(({ file, what, bytes, leftOut }) => {
    const more = leftOut === undefined ? '' : ', not all of it'
    return `<li><a href="${escapeHtml(hrefOf(file))}">${escapeHtml(what)}</a> <span class="soft">${size(bytes)}${more}</span></li>`
  })
  return `<details class="kept"><summary>Kept of this exercise: ${files.length} files</summary><ul>${items.join('')}</ul></details>`
}

/** Never to another place than below the page's own folder, whatever a result.json says. */
function hrefOf(file: string): string {
  return file
    .split('/')
    .filter(part => part !== '' && part !== '.' && part !== '..')
    .map(part => encodeURIComponent(part.toWellFormed()))
    .join('/')
}

function size(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`
  return bytes < 10_000_000 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1e6)} MB`
}
