// Text laid out for a terminal: measured in columns, wrapped between words, cut where it is too long.

import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Printable ASCII needs no look at its letters, and most text is that. */
const ASCII = /^[\x20-\x7e]*$/

const letters = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment)
/** Also a sign that a terminal does not show takes part in the layout: no line is ever longer than it looks here. */
const columnsOf = (letter: string): number => Math.max(1, stringWidth(letter))

export const columns = (text: string): number =>
  ASCII.test(text) ? text.length : letters(text).reduce((sum, letter) => sum + columnsOf(letter), 0)

export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columns(text)))
export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - columns(text))) + text

/** The longest beginning of a text that fits, and what follows it. */
const split = (text: string, width: number): [string, string] => {
  let used = 0
  let end = 0
  for (const letter of letters(text)) {
    used += columnsOf(letter)
    if (used > width && end > 0) break
    end += letter.length
  }
  return [text.slice(0, end), text.slice(end)]
}

export const cutEnd = (text: string, width: number): string =>
  columns(text) <= width ? text : `${split(text, Math.max(1, width - 1))[0]}…`

/** Cuts out of the middle and says how much, because beginnings and ends tell most. */
export const cutMiddle = (text: string, width: number): string => {
  if (columns(text) <= width) return text
  const all = letters(text)
  const room = width - columns(` …${all.length} more… `)
  if (room < 8) return cutEnd(text, width)
  const [head] = split(text, Math.ceil(room / 2))
  const tail: string[] = []
  let used = 0
  for (const letter of all.toReversed()) {
    used += columnsOf(letter)
    if (used > Math.floor(room / 2)) break
    tail.unshift(letter)
  }
  const left = all.length - letters(head).length - tail.length
  return `${head} …${left} more… ${tail.join('')}`
}

/** Breaks lines between words; a word that is longer than a line is broken anywhere. Indentation stays. */
export const wrap = (text: string, width: number): string[] =>
  text
    .replaceAll('\t', '  ')
    .split('\n')
    .flatMap(line => wrapLine(line, width))

const wrapLine = (line: string, width: number): string[] => {
  const lines: string[] = []
  let rest = line.trimEnd()
  while (columns(rest) > width) {
    const [fits, beyond] = split(rest, width)
    const blank = beyond.startsWith(' ') ? fits.length : fits.lastIndexOf(' ')
    // No blank at all, or only those of the indentation: no place to break at.
    const end = blank < 0 || rest.slice(0, blank).trim() === '' ? fits.length : blank
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return [...lines, rest]
}

/** Keeps the first and the last lines of too many, and says how many are missing. */
export const cutLines = (lines: readonly string[], limit: number): string[] => {
  if (lines.length <= limit) return [...lines]
  const head = Math.ceil((limit - 1) / 2)
  const tail = limit - 1 - head
  const left = lines.length - head - tail
  return [...lines.slice(0, head), `… ${left} more lines …`, ...lines.slice(lines.length - tail)]
}
