// How things look on the terminal: a colour for each status, and a rule beside what explains it.
import pc from 'picocolors'
import { firstLine, printable } from '#harness/results/printable.ts'
import { type Outcome, symbolOf } from '#harness/results/symbols.ts'
import { wrap } from '#harness/results/terminal-text.ts'

export interface Look {
  colour: boolean
  /** Columns of the terminal. */
  width: number
  /** For a screen reader or a dumb terminal: words and lines, no signs, rules, columns and pictures; nothing is drawn over. */
  plain?: boolean
}

/** @param plain asked for; where it is not, a terminal that can move no cursor gets it */
export function lookOf(stream: { isTTY?: boolean; columns?: number }, plain = false): Look {
  const asPlain = plain || (stream.isTTY === true && process.env.TERM === 'dumb')
  return {
    colour: pc.isColorSupported && !asPlain,
    width: stream.columns || 100,
    ...(asPlain ? { plain: true } : {}),
  }
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

/** What is not the submission's own comes with its sign, and where there are to be none, with its word. */
export const marked = (outcome: Outcome, look: Look): string =>
  look.plain ? `${outcome.replace('-', ' ')}:` : symbolOf(outcome)

/** A line of a block, beside a rule that tells it from the lines of checks; without rules it stands further in. */
export const beside = (line: string, look: Look): string =>
  `${look.plain ? ' '.repeat(GUTTER.length) : paints(look).dim(GUTTER)} ${line}`.trimEnd()

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
  if (look.plain) {
    const all = limit(wrap(shown(text).trimEnd(), widthOf(look) - GUTTER.length - 3))
    return [beside(`${label}:`, look), ...all.map(line => beside(`  ${line}`, look))]
  }
  const lines = limit(wrap(shown(text).trimEnd(), widthOf(look) - GUTTER.length - 1 - LABEL_COLUMNS))
  return lines.map((line, index) => {
    const name = index === 0 ? label : ''
    const gap = line === '' ? '' : ' '.repeat(LABEL_COLUMNS - name.length)
    return beside(`${name && bold(name)}${gap}${line}`, look)
  })
}
