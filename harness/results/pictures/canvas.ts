// Draws with Observable Plot on a document of linkedom's, when the report is written: the page needs no script. Of what was tried, Plot's SVG
// is the cleaner one: a third of the size of Vega-Lite's, colours are the page's own (currentColor and custom properties, so dark mode and print
// just work), and no style attributes, which a strict content security policy would refuse.
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { printable } from '#harness/results/printable.ts'

export { Plot }

/** As much of an element as is needed here; the project has no types of browsers. */
interface Drawn {
  outerHTML: string
  textContent: string | null
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  querySelector(selector: string): Drawn | null
  querySelectorAll(selector: string): Iterable<Drawn>
  append(child: Drawn): void
  replaceWith(other: Drawn): void
  remove(): void
}
interface Page {
  createElementNS(namespace: string, name: string): Drawn
}

/** Wide enough for a desk; on a phone it is scrolled rather than shrunk until nobody can read it. */
const WIDTH = 920

/**
 * Marks whose group has the class `told` can be tabbed to and pointed at: each of their elements has a title, which becomes its name and a text
 * that is shown beside it.
 *
 * @param label what a screen reader calls the whole
 */
export function draw(label: string, options: Plot.PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const drawing = Plot.plot({ width: WIDTH, marginBottom: 44, ...options, document }) as unknown as Drawn
  for (const style of drawing.querySelectorAll('style')) style.remove()
  drawing.setAttribute('class', 'drawing')
  drawing.setAttribute('font-size', '12')
  drawing.removeAttribute('font-family')
  drawing.setAttribute('role', 'group')
  drawing.setAttribute('aria-label', printable(label))
  for (const axis of drawing.querySelectorAll('[aria-label]')) hush(axis)
  for (const mark of drawing.querySelectorAll('.told > *')) point(mark, document as unknown as Page)
  // linkedom escapes in attributes what HTML asks for, which is not `<`; nothing that looks like markup is to be there at all.
  return drawing.outerHTML.replace(/aria-label="[^"]*"/g, label =>
    label.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  )
}

/** Plot names its groups ("y-axis tick label"): not what anybody wants read out. */
function hush(group: Drawn): void {
  group.removeAttribute('aria-label')
  group.removeAttribute('aria-hidden')
  if (!(group.getAttribute('class') ?? '').includes('told')) group.setAttribute('aria-hidden', 'true')
}

function point(mark: Drawn, document: Page): void {
  const title = mark.querySelector('title')
  if (!title) return
  const words = title.textContent ?? ''
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g')
  group.setAttribute('class', 'point')
  group.setAttribute('tabindex', '0')
  group.setAttribute('role', 'img')
  group.setAttribute('aria-label', words)
  mark.replaceWith(group)
  group.append(mark)
}

/** Text of others on one line: it may hold what XML does not, and Plot makes lines of its own of line breaks. */
export const inDrawing = (text: string): string => printable(text).replace(/\s+/g, ' ')
