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
  const trimmed = line.trimEnd()
  const all = ASCII.test(trimmed) ? [...trimmed] : letters(trimmed)
  const widths = ASCII.test(trimmed) ? all.map(() => 1) : all.map(columnsOf)
  const lines: string[] = []
  let left = widths.reduce((sum, one) => sum + one, 0)
  let from = 0
  const goOnTo = (next: number): void => {
    for (; from < next; from++) left -= widths[from] ?? 0
  }
  while (left > width) {
    const end = endOfLine(widths, from, width)
    lines.push(
      all
        .slice(from, breakBefore(all, from, end))
        .join('')
        .trimEnd(),
    )
    goOnTo(breakBefore(all, from, end))
    while (all[from]?.trim() === '') goOnTo(from + 1)
  }
  return [...lines, all.slice(from).join('')]
}

/** The first letter that does not fit any more; at least one does. */
const endOfLine = (widths: readonly number[], from: number, width: number): number => {
  let end = from
  for (let used = 0; end < widths.length; end++) {
    used += widths[end] ?? 0
    if (used > width && end > from) break
  }
  return end
}

/** The last blank that a line may end at; its end, where there is none, or only those of the indentation. */
const breakBefore = (all: readonly string[], from: number, end: number): number => {
  if (all[end] === ' ') return end
  let blank = end - 1
  while (blank >= from && all[blank] !== ' ') blank--
  const indented = all.slice(from, Math.max(from, blank)).every(letter => letter.trim() === '')
  return indented ? end : blank
}

/** Keeps the first and the last lines of too many, and says how many are missing. */
export const cutLines = (lines: readonly string[], limit: number): string[] => {
  if (lines.length <= limit) return [...lines]
  const head = Math.ceil((limit - 1) / 2)
  const tail = limit - 1 - head
  const left = lines.length - head - tail
  return [...lines.slice(0, head), `… ${left} more lines …`, ...lines.slice(lines.length - tail)]
}
