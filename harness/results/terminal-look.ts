// How things look on the terminal: a colour for each status, and a rule beside what explains it.
import pc from 'picocolors'
import { firstLine, printable } from '#harness/results/printable.ts'
import type { Outcome } from '#harness/results/symbols.ts'
import { wrap } from '#harness/results/terminal-text.ts'

export interface Look {
  colour: boolean
  /** Columns of the terminal. */
  width: number
}

type Paint = (text: string) => string

export const paints = ({ colour }: Look) => {
  const { bold, dim, green, red, yellow } = pc.createColors(colour)
  const outcomes: Record<Outcome, Paint> = {
    passed: green,
    failed: red,
    skipped: dim,
    'not-attempted': dim,
    'harness-error': yellow,
    undetermined: yellow,
    incomplete: yellow,
  }
  return { bold, dim, outcome: (outcome: Outcome): Paint => outcomes[outcome] }
}

/** Narrower than this, lines overflow rather than turn into a column of letters. */
const MIN_WIDTH = 40

export const widthOf = ({ width }: Look): number => Math.max(MIN_WIDTH, width)

/**
 * Text that a submission may have had a hand in. GitHub's runner obeys `##[error]` anywhere in a line of a log, so that
 * sign is broken up; a line that begins with `::error` cannot occur, because every such line has a gutter.
 */
export const shown = (text: string): string => printable(text).replaceAll('##[', '## [')

/** A title stays on its line. */
export const shownTitle = (title: string): string => shown(firstLine(title))

const GUTTER = '    │'
const LABEL_COLUMNS = 10

/** A line of a block, beside a rule that tells it from the lines of checks. */
export const beside = (line: string, look: Look): string => `${paints(look).dim(GUTTER)} ${line}`.trimEnd()

export const paragraph = (text: string, look: Look): string[] =>
  wrap(shown(text).trimEnd(), widthOf(look) - GUTTER.length - 1).map(line => beside(line, look))

/** A text with its name in front of the first line. */
export const labelled = (
  label: string,
  text: string,
  look: Look,
  limit = (lines: string[]) => lines,
): string[] => {
  const { bold } = paints(look)
  const lines = limit(wrap(shown(text).trimEnd(), widthOf(look) - GUTTER.length - 1 - LABEL_COLUMNS))
  return lines.map((line, index) => {
    const name = index === 0 ? label : ''
    const gap = line === '' ? '' : ' '.repeat(LABEL_COLUMNS - name.length)
    return beside(`${name && bold(name)}${gap}${line}`, look)
  })
}
